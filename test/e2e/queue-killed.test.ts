import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import { clearQueue, insertDeadLetters, insertItems } from '../../src/practice/faults/queue-items.ts';
import type { Items } from '../../src/practice/faults/queue-items.ts';
import { poll } from '../../src/practice/poll.ts';
import type { Desk } from './orixoon.ts';
import { start } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

// A worker takes, locks and completes items all the while.
let lab: Practice;
beforeAll(async () => void (lab = await practice('killed-')));
afterAll(() => lab.down());

const MANY = 12_000;
const limits = { max_stuck: 1e6, max_failed: 1e6, max_pending: 1e6, max_dead_letters: 1e6, max_delay_seconds: 1e6 };
const stuck: Omit<Items, 'count'> = { status: 'processing', ageSeconds: 7200, lockExpiredSeconds: 5400 };

/** Items as they were before any heal, and which limit makes a problem of them. */
const cases = [
  {
    ...{
      action: 'requeue_failed_items',
      limit: { max_stuck: 10 },
      delays: [0, 20, 50, 90, 140, 200, 280, 400, 600, 900],
    },
    inject: async () => {
      await insertItems(lab.stack, { ...stuck, count: MANY * 0.8, attempts: 1 });
      await insertItems(lab.stack, { ...stuck, count: MANY * 0.2, attempts: 3 });
    },
  },
  {
    ...{ action: 'clear_dead_letter_queue', limit: { max_dead_letters: 10 }, delays: [0, 60, 150, 300, 600] },
    inject: async () => {
      await insertItems(lab.stack, { count: MANY / 2, status: 'pending', attempts: 3 });
      const dead = await insertItems(lab.stack, { count: MANY / 4, status: 'dead_letter', attempts: 3 });
      await insertDeadLetters(lab.stack, dead);
    },
  },
  {
    ...{ action: 'reset_processing_status', limit: { max_delay_seconds: 3600 }, delays: [0, 60, 150, 300, 600] },
    inject: async () => {
      await insertItems(lab.stack, { ...stuck, count: MANY * 0.9, attempts: 1 });
      await insertItems(lab.stack, { ...stuck, count: MANY * 0.1, attempts: 3 });
    },
  },
];

const rows = async (query: string): Promise<Record<string, number>[]> =>
  await withDatabase(lab.stack, async client => (await client.query<Record<string, number>>(query)).rows);
const one = async (query: string): Promise<number | undefined> =>
  (await rows(`SELECT count(*)::int AS n FROM ${query}`))[0]?.['n'];

/** Rows that are neither as they were, nor as the heal leaves them, nor as the worker makes them from that. */
const TORN = `
  tds_sync_queue q LEFT JOIN (SELECT sync_queue_id AS id, count(*) AS letters FROM tds_dead_letter_queue GROUP BY 1) d USING (id)
  WHERE NOT CASE status::text
    WHEN 'processing' THEN letters IS NULL AND (attempt_count IN (1, 3) AND locked_by = 'lab:a-worker-that-died' AND lock_expires_at < now()
                        OR attempt_count = 2 AND lock_expires_at > now())
    WHEN 'pending' THEN letters IS NULL AND locked_by IS NULL AND lock_expires_at IS NULL
                        AND (attempt_count = 2 AND next_retry_at IS NOT NULL OR attempt_count = 3 AND next_retry_at IS NULL)
    WHEN 'dead_letter' THEN letters = 1 AND attempt_count = 3 AND locked_by IS NULL
    WHEN 'completed' THEN letters IS NULL AND attempt_count = 3 END`;
const LOCKS = `pg_locks WHERE locktype = 'advisory' AND classid = 5199953`;
const SESSIONS = `pg_stat_activity WHERE application_name = 'orixoon'`;

/** Start a heal and kill it so many milliseconds after it began. True where it was still alive. */
async function killAfter(at: Desk, delayMs: number): Promise<boolean> {
  const running = start(
    ['--config', at.config, '--auto-heal', '--phase', 'zoho_queue', '--output', 'ndjson'],
    {},
    { buffer: false },
  );
  let seen = '';
  await new Promise<void>(resolve => {
    running.stdout?.on('data', (chunk: Buffer) => {
      seen += String(chunk);
      if (seen.includes('"heal:start"')) resolve();
    });
    void running.then(() => resolve());
  });
  expect(seen).toContain('"heal:start"');
  await new Promise(resolve => setTimeout(resolve, delayMs));
  const wasAlive = running.kill('SIGKILL');
  const { signal } = await running;
  return wasAlive && signal === 'SIGKILL';
}

const ledgerOf = (at: Desk): string => {
  const { environment } = JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string };
  return readFileSync(join(at.reports, '.orixoon', `${environment}.ledger.jsonl`), 'utf8');
};

/** Dead letters that are resolved, and in no file of any run. */
async function unexported(at: Desk): Promise<string[]> {
  const files = readdirSync(at.reports, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.jsonl') && name.includes('dead-letters'),
  );
  const text = files.map(name => readFileSync(join(at.reports, name), 'utf8')).join('');
  const exported = new Set([...text.matchAll(/"id": ?"([0-9a-f-]{36})"/g)].map(([, id]) => id));
  const query = 'SELECT id::text AS id FROM tds_dead_letter_queue WHERE resolved';
  const resolved = await withDatabase(lab.stack, async client => (await client.query<{ id: string }>(query)).rows);
  return resolved.map(({ id }) => id).filter(id => !exported.has(id));
}

test.each(cases)(
  '$action killed with -9 at many moments: each row is old or new, and a next run ends it',
  async ({ action, limit, delays, inject }) => {
    await clearQueue(lab.stack);
    const at = lab.desk({
      safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 100, max_queue_operations_per_session: 100 },
      phases: { zoho_queue: { ...limits, ...limit } },
    });
    await inject();
    let before = await one('tds_sync_queue');
    let killed = 0;
    for (const delay of delays) {
      const left = await one(
        `tds_sync_queue WHERE status = 'processing' AND lock_expires_at < now() OR status = 'pending' AND attempt_count = 3`,
      );
      if ((left ?? 0) < MANY / 4) {
        await inject();
        before = await one('tds_sync_queue');
      }
      if (await killAfter(at, delay)) killed += 1;
      // The server ends what a vanished client began, and its locks go with it.
      await poll(
        { what: 'the session of the killed run to end', timeoutMs: 120_000 },
        async () => (await one(SESSIONS)) === 0,
      );
      expect(await one(LOCKS)).toBe(0);
      expect(await one('tds_sync_queue')).toBe(before);
      expect(await one(TORN), `after ${delay} ms`).toBe(0);
      expect(await unexported(at)).toEqual([]);
      expect(ledgerOf(at)).toContain(action);
    }
    expect(killed).toBeGreaterThanOrEqual(delays.length / 2);
    const reserved = ledgerOf(at).split('\n').length;
    await inject();
    expect(await killAfter(at, 0)).toBe(true);
    expect(ledgerOf(at).split('\n').length).toBeGreaterThan(reserved);
    before = await one('tds_sync_queue');
    const next = await at.run('--auto-heal', '--phase', 'zoho_queue');
    expect(next.exitCode, next.stdout).toBe(0);
    expect(next.stdout).toContain(`began ${action}`);
    expect(next.stdout).toContain('never said how it ended');
    expect(at.report().auto_healing.actions).toMatchObject([{ action, success: true }]);
    expect(await one('tds_sync_queue')).toBe(before);
    expect(await one(TORN)).toBe(0);
    expect(await unexported(at)).toEqual([]);
  },
);

test.each([
  [{ table: 'sync.nowhere' }, /sync\.nowhere does not exist/],
  [{ dead_letter_table: 'nowhere' }, /nowhere does not exist \(phases\.zoho_queue\.dead_letter_table\)/],
  [{ columns: { attempt_count: 'tries' } }, /no column "tries" \(for attempt_count\)/],
  [
    { table: 'products' },
    /products has no column "entity_type", .*"error_code": say what it is called in phases\.zoho_queue\.columns/,
  ],
])('%j: an error, exit 3, which says what is missing; nothing is healed', async (wrong, said) => {
  const at = lab.desk({ phases: { zoho_queue: wrong } });
  const run = await at.run('--auto-heal', '--phase', 'zoho_queue');
  expect(run.exitCode, run.stdout).toBe(3);
  expect(run.stdout.replace(/\s+/g, ' ')).toMatch(said);
  const report = at.report();
  expect(report).toMatchObject({ decision: 'BLOCK', conclusive: false, auto_healing: { actions: [] } });
  expect(report.phases.find(({ name }) => name === 'zoho_queue')).toMatchObject({ status: 'error' });
});
