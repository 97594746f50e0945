import { describe, expect, test } from 'vitest';
import { PostgresError } from '../../../src/clients/errors.ts';
import { addressOf } from '../../../src/clients/postgres-address.ts';
import { asPostgresError } from '../../../src/clients/postgres-error.ts';

const address = addressOf('postgresql://tsh:s3cr%21t@db:6432/tsh_erp');
const withCode = (message: string, code: string): Error => Object.assign(new Error(message), { code });

describe('a failure of the driver', () => {
  test('names the server and keeps the SQLSTATE', () => {
    const error = asPostgresError(withCode('no pg_hba.conf entry', '28000'), address);
    expect(error).toMatchObject({
      code: '28000',
      message: 'PostgreSQL at db:6432/tsh_erp as tsh: no pg_hba.conf entry; check pg_hba.conf and the user in the URL',
    });
  });

  test('of all addresses of a name: what the first of them said', () => {
    const refused = withCode('connect ECONNREFUSED ::1:5432', 'ECONNREFUSED');
    const all = Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' });
    expect(asPostgresError(all, address).message).toContain('connect ECONNREFUSED ::1:5432');
  });

  test('without a code: a broken connection, or a password that is missing', () => {
    expect(asPostgresError(new Error('Connection terminated unexpectedly'), address).code).toBe('08006');
    expect(asPostgresError(new Error('SASL: client password must be a string'), address).code).toBe('28P01');
  });

  test('never quotes the password, as written or as meant, nor keeps the error that did', () => {
    for (const secret of ['s3cr%21t', 's3cr!t']) {
      const error = asPostgresError(new Error(`cannot use ${secret}`), address);
      expect(error.message).not.toContain(secret);
      expect(error.cause).toBeUndefined();
    }
  });

  test('what is a PostgresError already stays as it is', () => {
    const error = new PostgresError('timeout', 'no answer');
    expect(asPostgresError(error, address)).toBe(error);
  });
});
