import { expect, test } from 'vitest';
import { isListed } from '../../../src/core/rules.ts';
import { load } from './config-on-disk.ts';

test.each([
  ['users', 'users'],
  ['"users"', 'users'],
  ['"Users"', 'users'],
  ['"public"."users"', 'public.users'],
  ['public."users"', 'public.users'],
  ['"we""ird"', 'we"ird'],
  ['"user*"', 'users'],
])('blacklist.tables: %s protects %s', (entry, name) => {
  const { policy, settings } = load(JSON.stringify({ blacklist: { tables: [entry] } }));
  expect(isListed([name], policy.blacklist.tables)).toBeDefined();
  expect(isListed([name], settings.blacklist.tables)).toBeDefined();
  expect(isListed(['other', 'public.other'], policy.blacklist.tables)).toBeUndefined();
});

test('what has no quotes stays as it is', () => {
  const { policy } = load(JSON.stringify({ blacklist: { tables: ['users', 'public.roles'] } }));
  expect(policy.blacklist.tables).toEqual(['users', 'public.roles']);
});
