import { describe, expect, test } from 'vitest';
import { isListed } from '../../../../src/core/rules.ts';
import { protectionOf, tablePatterns, whyUntouchable } from '../../../../src/systems/database/sparing.ts';
import type { BlacklistSettings } from '../../../../src/systems/settings.ts';
import { emptyBlacklist } from '../../core/given.ts';
import { session } from './readings.ts';

const blacklist = (differs: Partial<BlacklistSettings>): BlacklistSettings => ({ ...emptyBlacklist, ...differs });

describe('whom no heal ever ends', () => {
  test.each([
    [{ type: 'autovacuum worker', user: null }, 'it is no client but an autovacuum worker'],
    [{ type: 'walsender' }, 'it is no client but a walsender'],
    [{ isOurs: true }, 'it is our own'],
    [{ isHere: false, database: 'other' }, 'it works in another database (other)'],
    [{ isSuperuser: true }, "it is a superuser's"],
    [{ isSignalable: false }, 'this role may not end it (it needs pg_signal_backend)'],
    [{ type: null, state: null }, 'this role may not see what it does'],
    [{ state: null }, 'it is only just starting'],
  ])('%j', (differs, reason) => {
    expect(whyUntouchable(session(differs))).toBe(reason);
  });

  test('an ordinary client may be ended', () => {
    expect(whyUntouchable(session())).toBeNull();
  });
});

describe('the blacklist', () => {
  const tables = [['public.users', 'users']] as const;

  test.each([
    [{ tables: ['users'] }, /^blacklist.tables.*public\.users/],
    [{ tables: ['public.users'] }, /^blacklist.tables/],
    [{ database_users: ['TSH'] }, /^blacklist.database_users/],
    [{ database_applications: ['a*'] }, /^blacklist.database_applications/],
  ])('%j protects', (differs, words) => {
    expect(protectionOf(session(), tables, blacklist(differs))).toMatch(words);
  });

  test.each([{ tables: ['user'] }, { tables: ['other.users'] }, { database_users: ['ts'] }])('%j does not', differs => {
    expect(protectionOf(session(), tables, blacklist(differs))).toBeNull();
  });

  test.each(['users', 'public.users', 'u*', 'audit.*', 'a+b', 'we[i]rd', 'x$', 'p(q)|r'])(
    'PostgreSQL’s pattern for %s says what the gate says',
    entry => {
      const pattern = new RegExp(tablePatterns([entry])[0] ?? '', 'i');
      for (const name of [
        'users',
        'Users',
        'public.users',
        'audit.log',
        'auditlog',
        'a+b',
        'aab',
        'we[i]rd',
        'x$',
        'r',
      ])
        expect(pattern.test(name)).toBe(isListed([name], [entry]) !== undefined);
    },
  );
});
