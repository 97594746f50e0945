import { expect, test } from 'vitest';
import { PostgresError } from '../../../src/clients/errors.ts';
import { mendsFor } from '../../../src/doctor/database-mends.ts';
import { aclLine } from '../../../src/doctor/redis-acl.ts';
import { clockSign } from '../../../src/doctor/sign.ts';
import { grantFor } from '../../../src/systems/database/rights.ts';
import type { Rights } from '../../../src/systems/database/rights.ts';

test('an ACL line names commands and keys once, and never a pattern beside ~*', () => {
  const denied = (command: string, key: string) => ({ command, key, right: 'denied' }) as const;
  expect(aclLine('gate', [denied('scan', '*'), denied('unlink', '*'), denied('memory purge', '*')])).toBe(
    'ACL SETUSER gate +scan +unlink +memory|purge ~*',
  );
  expect(aclLine('gate', [denied('get', 'beat'), { command: 'pttl', key: '*', right: 'key' }])).toBe(
    'ACL SETUSER gate +get ~*',
  );
  expect(aclLine('gate', [{ command: 'get', key: 'beat', right: 'key' }])).toBe('ACL SETUSER gate ~beat');
  expect(aclLine('gate', [denied('get', 'beat')])).toBe('ACL SETUSER gate +get');
  expect(aclLine('gate', [{ command: 'eval', key: '*', right: 'absent' }])).toBeNull();
});

test('a clock within two seconds is well, beyond them a warning', () => {
  expect(clockSign('the server', 2000).health).toBe('ok');
  expect(clockSign('the server', -2001)).toMatchObject({ health: 'warning' });
  expect(clockSign('the server', -2001).message).toContain('behind');
  expect(clockSign('the server', null).health).toBe('note');
});

test('a member that does not inherit needs another statement than who is no member', () => {
  const rights = (version: number, signal: Rights['signal']): Rights => ({
    ...{ version, role: 'a "b"', isSuperuser: false, see: 'none', reserved: 'absent', nowMs: 0 },
    ...{ signal, isPooled: false, isEncrypted: null },
  });
  expect(grantFor('signal', rights(150_000, 'none'))).toBe('GRANT pg_signal_backend TO "a ""b""";');
  expect(grantFor('signal', rights(150_000, 'dormant'))).toBe('ALTER ROLE "a ""b""" INHERIT;');
  expect(grantFor('signal', rights(160_000, 'dormant'))).toBe(
    'GRANT pg_signal_backend TO "a ""b""" WITH INHERIT TRUE;',
  );
});

test('what keeps us out of PostgreSQL is told apart', () => {
  const url = 'postgresql://gate:secret@db/erp';
  const texts = (code: string, message: string): string =>
    mendsFor(new PostgresError(code, message), url, 'connections.database.url')
      .map(({ text }) => text)
      .join('\n');
  const hba = 'no pg_hba.conf entry for host "10.0.0.7", user "gate", database "erp", no encryption';
  expect(texts('28000', hba)).toContain('host "erp" "gate" 10.0.0.7/32 scram-sha-256');
  expect(texts('28000', hba)).toContain('sslmode=require');
  expect(texts('08006', 'The server does not support SSL connections')).toContain('sslmode=disable');
  expect(texts('28P01', 'password authentication failed')).toContain('\\password "gate"');
  expect(texts('3D000', 'database "erp" does not exist')).toContain('pg_database');
  expect(texts('53300', 'too many')).toContain('admin_url');
  for (const code of ['28000', '28P01', '3D000']) expect(texts(code, hba)).not.toContain('secret');
});
