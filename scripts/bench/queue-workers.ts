import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from './queue-data.ts';

/** The statements of practice/tds_worker.py. */
const TAKE = `
update tds_sync_queue set status = 'processing', locked_by = $1, started_at = now(), lock_expires_at = now() + interval '60 seconds'
 where id = (select id from tds_sync_queue
              where status = 'pending' and (next_retry_at is null or next_retry_at <= now()) and attempt_count < max_retry_attempts
              order by priority, created_at limit 1 for update skip locked)
returning id`;
const FINISH = `
update tds_sync_queue set status = 'completed', attempt_count = attempt_count + 1, completed_at = now(), locked_by = null, lock_expires_at = null
 where id = $2 and status = 'processing' and locked_by = $1`;
const WORK_MS = 5;

/** Live workers, and when they finished each item. */
export interface Workers {
  /** Items a second between two moments, by the clock of the machine. */
  rate(from: number, to: number): number;
  stop(): Promise<void>;
}

/** So many workers on the queue of a database. Stops the bench where one of them finds nothing to do. */
export function startWorkers(url: string, count: number): Workers {
  const finished: number[] = [];
  let isOver = false;
  const work = (name: string): Promise<void> =>
    withClient(url, async client => {
      while (!isOver) {
        const { rows } = await client.query<{ id: string }>(TAKE, [name]);
        if (rows[0] === undefined) throw new Error('the queue ran empty under its workers');
        await delay(WORK_MS);
        const { rowCount } = await client.query(FINISH, [name, rows[0].id]);
        if (rowCount === 1) finished.push(Date.now());
      }
    });
  const all = Promise.all(Array.from({ length: count }, (_, at) => work(`live-${at}`)));
  // Told by stop().
  all.catch(() => undefined);
  return {
    rate: (from, to) => (finished.filter(at => at >= from && at <= to).length / (to - from)) * 1000,
    stop: async () => {
      isOver = true;
      await all;
    },
  };
}
