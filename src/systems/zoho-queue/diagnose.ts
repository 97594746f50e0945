import type { Problem } from '../../core/finding.ts';
import type { Diagnosis, Look } from '../system.ts';
import { count, only, text } from './cells.ts';
import type { Query } from './cells.ts';
import { adviceOnHeld } from './checks.ts';
import { isFailed, isSpent, q } from './conditions.ts';
import { probe } from './probe.ts';
import { findQueue } from './queue.ts';
import type { Queue } from './queue.ts';
import type { Reading } from './reading.ts';
import { statement } from './statement.ts';

const SHOWN = 10;

/** What the queue looks like after a heal that did not help, and what a person should do about it. */
export async function diagnose(problem: Problem, look: Look): Promise<Diagnosis> {
  const query: Query = (sql, params) => look.postgres.query(sql, params);
  const reading = await probe(look);
  const queue = await findQueue(query, look.settings.phases.zoho_queue);
  const spent = await countSpent(queue, query);
  const { expired, failed, held, due, deadLetters, delaySeconds } = reading;
  return {
    evidence: {
      ...{ expired, failed, held, due, dead_letters: deadLetters, delay_seconds: delaySeconds },
      pending_without_attempts_left: spent,
      failed_by_error_code: await failedByCode(queue, query),
    },
    recommendation: adviceFor(problem.issue, reading, spent),
  };
}

function adviceFor(issue: string, reading: Reading, spent: number): string {
  if (issue === 'sync_queue_stuck' && reading.held > 0) return adviceOnHeld(reading);
  if (issue === 'sync_queue_stuck')
    return 'Items fail again, or workers die with them: read the workers’ log and the error codes above, and look whether Zoho answers.';
  if (spent > 0)
    return `${spent} pending items have no attempts left and no worker takes them: move them to the dead letters (clear_dead_letter_queue), or give them attempts by hand.`;
  return 'Items are due and nobody takes them fast enough: look whether the workers run, whether they reach Zoho, and whether there are enough of them.';
}

async function countSpent(queue: Queue, query: Query): Promise<number> {
  const { sql, params } = statement(
    bind => `select count(*)::int as spent from ${queue.items.sql} as q where ${isSpent(queue, bind)}`,
  );
  return count(only(await query(sql, params)), 'spent');
}

async function failedByCode(queue: Queue, query: Query): Promise<Record<string, number>> {
  const { sql, params } = statement(
    bind => `select coalesce(${q(queue, 'error_code')}::text, 'none') as code, count(*)::int as items
      from ${queue.items.sql} as q where ${isFailed(queue, bind)} group by 1 order by 2 desc, 1 limit ${SHOWN}`,
  );
  return Object.fromEntries((await query(sql, params)).map(row => [text(row, 'code'), count(row, 'items')]));
}
