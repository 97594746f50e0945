import type { ZohoQueueSettings } from '../settings.ts';
import type { Look } from '../system.ts';
import { parseTableName, quote, quoteTable } from '../table-name.ts';
import type { Progress } from './reading.ts';

/** What the queue shows: since when work waits, and when some was last completed. Throws where it cannot be told. */
export async function readProgress({ settings, postgres }: Look): Promise<Progress> {
  const queue = settings.phases.zoho_queue;
  if (queue.table === undefined)
    throw new Error(
      'stalled_seconds needs a queue to look at: set phases.zoho_queue.table, or leave stalled_seconds out',
    );
  const [row] = await postgres.query(statementFor(queue.table, queue));
  return {
    dueForSeconds: secondsIn(row?.['due_for_seconds']),
    completedBeforeSeconds: secondsIn(row?.['completed_before_seconds']),
  };
}

/** Due: pending, its time has come, and it has attempts left, so that a worker would take it. */
function statementFor(name: string, { columns }: ZohoQueueSettings): string {
  const table = quoteTable(parseTableName(name, 'phases.zoho_queue.table'));
  const column = (ours: string): string => quote(columns[ours] ?? ours);
  const [next, created] = [column('next_retry_at'), column('created_at')];
  const hasAttempts = `coalesce(${column('attempt_count')}, 0) < coalesce(${column('max_retry_attempts')}, 3)`;
  return `
select extract(epoch from now() - (
         select min(greatest(${created}, ${next})) from ${table}
          where ${column('status')} = 'pending' and (${next} is null or ${next} <= now()) and ${hasAttempts}
       ))::float8 as due_for_seconds,
       extract(epoch from now() - (select max(${column('completed_at')}) from ${table}))::float8 as completed_before_seconds`;
}

const secondsIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
