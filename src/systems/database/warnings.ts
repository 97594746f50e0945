import { PostgresError } from '../../clients/errors.ts';
import type { Look } from '../system.ts';
import { readServer } from './queries/server.ts';

/**
 * Why nothing at all may be healed: in production, a database in recovery or refusing writes. Empty where it is well,
 * where this is no production, and where it cannot be asked: a stopped database may still be started.
 */
export async function databaseWarnings({ settings, postgres }: Look): Promise<readonly string[]> {
  if (settings.environment.trim().toLowerCase() !== 'production' || settings.connections.database === undefined)
    return [];
  try {
    const server = await readServer((sql, params) => postgres.query(sql, params));
    if (server.isStandby) return [warning('is in recovery')];
    if (server.isReadOnly) return [warning('refuses writes (default_transaction_read_only)')];
    return [];
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    // cannot_connect_now: it is starting up, shutting down or recovering.
    return error.code === '57P03' ? [warning(`does not take connections yet: ${error.message}`)] : [];
  }
}

const warning = (what: string): string => `environment is production and the database ${what}: call a human`;
