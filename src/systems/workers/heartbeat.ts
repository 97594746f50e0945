import type { Row } from '../../clients/postgres-types.ts';
import type { ExpectedWorker } from '../settings.ts';
import type { Look } from '../system.ts';
import { beatTime } from './beat-time.ts';
import type { Beat } from './reading.ts';

type HeartbeatSettings = NonNullable<ExpectedWorker['heartbeat']>;

/** Read the last sign of life. Throws where it cannot be read, or is no moment. */
export async function readHeartbeat({ redis_key, query }: HeartbeatSettings, look: Look): Promise<Beat> {
  if (redis_key !== undefined) {
    const source = `Redis key ${redis_key}`;
    return { source, ageMs: ageOf(await look.redis.get(redis_key), source, look.now()) };
  }
  if (query === undefined) throw new Error('heartbeat: expected either redis_key or query, seen none');
  const source = 'heartbeat query';
  const [row] = await look.postgres.query(query);
  const value = row === undefined ? null : (Object.values(row)[0] ?? null);
  return { source, ageMs: ageOf(value, source, await databaseClock(look)) };
}

/** The value itself is not shown: nobody knows what else may stand there. */
function ageOf(value: unknown, source: string, nowMs: number): number | null {
  if (value === null) return null;
  const at = beatTime(value);
  if (at === null)
    throw new Error(`${source} holds no moment: expected seconds or milliseconds since 1970, or an ISO 8601 time`);
  return nowMs - at;
}

async function databaseClock({ postgres }: Look): Promise<number> {
  const [row]: readonly Row[] = await postgres.query(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as now_ms',
  );
  const nowMs = Number(row?.['now_ms']);
  if (!Number.isFinite(nowMs)) throw new Error('the database does not tell its time');
  return nowMs;
}
