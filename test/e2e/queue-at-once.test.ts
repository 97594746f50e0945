import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { execDetached } from '../../src/practice/container.ts';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import { clearQueue, insertItems } from '../../src/practice/faults/queue-items.ts';
import { poll } from '../../src/practice/poll.ts';
import type { Desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

// Three workers take, lock and complete items of the queue all the while.
const prefix = 'queue-once-';
let lab: Practice;
beforeAll(async () => {
  lab = await practice(prefix, { services: ['tsh_postgres', 'redis', 'tds-worker'] });
  for (let more = 0; more < 2; more += 1)
    await execDetached(lab.docker, `${prefix}tds-worker`, ['python3', '/practice/tds_worker.py']);
  await sql(`
    CREATE TABLE seen (id uuid, was text, became text, attempts_before int, attempts_after int, was_live boolean);
    CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO seen VALUES (OLD.id, OLD.status, NEW.status, OLD.attempt_count, NEW.attempt_count,
                               coalesce(OLD.lock_expires_at > now(), false));
      RETURN NULL; END $$;
    CREATE TRIGGER witness AFTER UPDATE ON tds_sync_queue FOR EACH ROW EXECUTE FUNCTION witness();
    ALTER FUNCTION witness() SECURITY DEFINER`);
});
afterAll(() => lab.down());
beforeEach(async () => {
  await clearQueue(lab.stack);
  await sql('TRUNCATE seen');
});

const sql = (text: string): Promise<Record<string, unknown>[]> =>
  withDatabase(lab.stack, async client => (await client.query<Record<string, unknown>>(text)).rows);
const count = async (from: string): Promise<number> =>
  Number((await sql(`SELECT count(*)::int AS n FROM ${from}`))[0]?.['n']);
const deadlocks = async (): Promise<number> =>
  Number((await sql('SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()'))[0]?.['n']);

const high = { max_failed: 1e6, max_pending: 1e6, max_dead_letters: 1e6, max_delay_seconds: 1e6 };
const queueDesk = (): Desk =>
  lab.desk({ safety_limits: { cooldown_seconds: 0 }, phases: { zoho_queue: { ...high, max_stuck: 10 } } });

const BACK = 6000;
const SPENT = 2000;
const stuck = { status: 'processing', ageSeconds: 7200, lockExpiredSeconds: 5400 };

/** What the runs say they did, all together. */
function changedBy(...desks: readonly Desk[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { changed } of desks.flatMap(at => at.report().auto_healing.actions))
    for (const [what, many] of Object.entries(changed)) sums[what] = (sums[what] ?? 0) + many;
  return sums;
}

test.each([1, 2, 3])(
  'two tools and three live workers on one queue of thousands: each item given back once, buried once, none lost (%i)',
  async () => {
    const deadlocksBefore = await deadlocks();
    await insertItems(lab.stack, { ...stuck, count: BACK, attempts: 1 });
    await insertItems(lab.stack, { ...stuck, count: SPENT, attempts: 3 });
    const before = await count('tds_sync_queue');
    const [one, other] = [queueDesk(), queueDesk()];
    const ended = await Promise.all([one, other].map(at => at.run('--auto-heal', '--phase', 'zoho_queue')));
    for (const { exitCode, stdout } of ended) {
      expect([0, 1], stdout).toContain(exitCode);
      expect(stdout).not.toMatch(/deadlock/i);
      // Whoever was not let in says that the other one is at it, or that there was nothing left to do.
      if (exitCode === 1) expect(stdout).toContain('another run is healing this queue');
    }
    expect(ended.map(({ exitCode }) => exitCode)).toContain(0);

    expect(await count('tds_sync_queue')).toBe(before);
    const gaveBack = `seen WHERE was = 'processing' AND became = 'pending'`;
    expect(await count(gaveBack)).toBe(BACK);
    expect(await count(`(SELECT id FROM ${gaveBack} GROUP BY id HAVING count(*) > 1) AS twice`)).toBe(0);
    expect(await count(`${gaveBack} AND attempts_after <> attempts_before + 1`)).toBe(0);
    expect(await count(`seen WHERE became = 'dead_letter'`)).toBe(SPENT);
    expect(await count('tds_dead_letter_queue')).toBe(SPENT);
    expect(await count('(SELECT DISTINCT sync_queue_id FROM tds_dead_letter_queue) AS letters')).toBe(SPENT);
    // A worker's own finish alone may end a lock that is live.
    expect(await count(`seen WHERE was_live AND became <> 'completed'`)).toBe(0);
    expect(changedBy(one, other)).toEqual({ requeued: BACK, dead_lettered: SPENT });
    expect(await deadlocks()).toBe(deadlocksBefore);
    expect((await queueDesk().run('--phase', 'zoho_queue')).exitCode).toBe(0);

    await poll({ what: 'the workers to complete some of them', timeoutMs: 120_000 }, async () => {
      return (await count(`tds_sync_queue WHERE status = 'completed'`)) > 100;
    });
    expect(
      await count(`(SELECT id FROM seen WHERE became = 'completed' GROUP BY id HAVING count(*) > 1) AS twice`),
    ).toBe(0);
    expect(await count(`tds_sync_queue WHERE status = 'completed' AND attempt_count <> 3`)).toBe(0);
  },
);
