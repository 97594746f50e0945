import type Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ConfigPart } from '../../src/practice/config.ts';
import { faults } from '../../src/practice/faults.ts';
import { withDatabase, withRedis } from '../../src/practice/faults/fault.ts';
import { poll } from '../../src/practice/poll.ts';
import type { Report } from '../../src/report/report.ts';
import { looks } from '../practice/looks.ts';
import { resultsIn } from './ledger-of.ts';
import type { Desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import type { Strike } from './weather-proxy.ts';
import { behindWeather } from './weather-world.ts';
import type { Behind, ServerName } from './weather-world.ts';

let lab: Practice;
let behind: Behind;
beforeAll(async () => {
  lab = await practice('heal-weather-');
  behind = await behindWeather(lab);
});
afterEach(async () => {
  behind.clearUp();
  await lab.mend();
});
afterAll(async () => {
  await behind.close();
  await lab.down();
});

/** A heal of each server, the bytes by which it is done, and what must hold whatever became of it. */
interface Heal {
  readonly issue: 'container_unhealthy' | 'stuck_transactions' | 'sync_queue_stuck' | 'redis_memory_full';
  readonly server: ServerName;
  readonly phases: readonly string[];
  readonly on: RegExp;
  readonly holds: (began: number) => Promise<void>;
}

const noTornRow = async (): Promise<void> => {
  // As it was, given back once and no more, or buried with one letter.
  const torn = `
    SELECT count(*)::int AS n FROM tds_sync_queue q
      LEFT JOIN (SELECT sync_queue_id AS id, count(*) AS letters FROM tds_dead_letter_queue GROUP BY 1) d USING (id)
     WHERE NOT CASE status::text
       WHEN 'processing' THEN letters IS NULL AND (attempt_count IN (1, 3) OR attempt_count = 2 AND lock_expires_at > now())
       WHEN 'pending' THEN letters IS NULL AND attempt_count = 2 AND locked_by IS NULL
       WHEN 'dead_letter' THEN letters = 1 AND attempt_count = 3 AND locked_by IS NULL
       WHEN 'completed' THEN letters IS NULL AND attempt_count = 3 END`;
  const all = 'SELECT count(*)::int AS n FROM tds_sync_queue';
  const sessions = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'orixoon'`;
  await withDatabase(lab.stack, async client => {
    const count = async (query: string): Promise<unknown> => (await client.query<{ n: number }>(query)).rows[0]?.n;
    await poll(
      { what: 'the sessions of the run to end', timeoutMs: 120_000 },
      async () => (await count(sessions)) === 0,
    );
    expect([await count(torn), await count(all)]).toEqual([0, 75]);
  });
};

const heals: readonly Heal[] = [
  {
    issue: 'container_unhealthy',
    server: 'docker',
    phases: ['containers', 'redis'],
    on: /POST \/containers\/[0-9a-f]{64}\/restart/,
    holds: async began => expect(await restartsOf('neurolink', began)).toBeLessThanOrEqual(1),
  },
  {
    issue: 'stuck_transactions',
    server: 'postgres',
    phases: ['database', 'redis'],
    on: /then pg_terminate_backend/,
    holds: () => Promise.resolve(),
  },
  {
    issue: 'sync_queue_stuck',
    server: 'postgres',
    phases: ['zoho_queue', 'redis'],
    on: /with picked as materialized[^]*COMMIT/,
    holds: noTornRow,
  },
  {
    issue: 'redis_memory_full',
    server: 'redis',
    phases: ['redis', 'database'],
    on: /redis\.call\('UNLINK'/,
    // Of the keys without a TTL, and of those of tomorrow, none is gone.
    holds: () =>
      withRedis(lab.stack, async client => {
        expect([await client.exists('lab:keep:0'), await client.exists('lab:tomorrow:0')]).toEqual([1, 1]);
      }),
  },
];

/** A container that ignores SIGTERM: Docker is at its restart for as long as its stop grace. */
async function makeDeaf(name: string): Promise<Docker.Container> {
  const container = await lab.docker.createContainer({
    name: `${lab.stack.prefix}${name}`,
    Image: lab.stack.image,
    // From its second start on it is well.
    Entrypoint: [
      'sh',
      '-c',
      '[ -e /tmp/was-here ] && touch /tmp/well; touch /tmp/was-here; trap "" TERM; while true; do sleep 0.2; done',
    ],
    StopTimeout: 6,
    Labels: { 'orixoon.practice': 'heal-weather' },
    Healthcheck: { Test: ['CMD', 'test', '-e', '/tmp/well'], Interval: 500_000_000, Timeout: 5e9, Retries: 1 },
  });
  await container.start();
  return container;
}

/** How often Docker itself has restarted it since then (epoch ms). */
async function restartsOf(service: string, began: number): Promise<number> {
  const stream = await lab.docker.getEvents({
    since: Math.floor(began / 1000),
    until: Math.floor(Date.now() / 1000) + 1,
    filters: { container: [`${lab.stack.prefix}${service}`], event: ['restart'] },
  });
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text
    .split('\n')
    .filter(line => line !== '')
    .filter(line => (JSON.parse(line) as { timeNano: number }).timeNano / 1e6 >= began).length;
}

const strikes: [string, Omit<Strike, 'on'>][] = [
  ['is cut before the request for it gets through', { when: 'before', blow: 'cut' }],
  ['is reset as soon as the server has the request', { when: 'asked', blow: 'reset' }],
  ['is cut when it is done, before the answer gets through', { when: 'done', blow: 'cut' }],
  [
    'is cut before the request gets through, and stays down',
    { when: 'before', blow: 'cut', weather: { atOnce: 'reset' } },
  ],
  ['is reset when it is done, and stays down', { when: 'done', blow: 'reset', weather: { atOnce: 'reset' } }],
];

/** Every attempt is in the ledger with its end, and the report says of each what the ledger says. */
function expectHonest(at: Desk, report: Report): void {
  const results = resultsIn(at);
  expect(results.length).toBeGreaterThan(0);
  expect(results).not.toContain('unsettled');
  const { actions } = report.auto_healing;
  expect(actions).toHaveLength(results.length);
  for (const [index, { success, details }] of actions.entries()) {
    if (success) expect(results[index]).toBe('healed');
    expect(details).not.toBe('');
  }
}

const options: Readonly<Record<string, ConfigPart>> = {
  // A heal that buries items makes another issue; here it is not the matter.
  phases: { zoho_queue: { max_dead_letters: 1000 } },
  auto_healing: { retry_delay_seconds: 1, stabilization: { timeout_seconds: 15, interval_seconds: 0.2 } },
};

/** All of them in the soak (`WHOLE=1`); else each strike once, and each heal at least once. */
const isInTurn = (heal: number, strike: number): boolean =>
  process.env['WHOLE'] === '1' || (strike + heal) % heals.length === 0;

test.each(
  heals.flatMap((heal, h) =>
    strikes.flatMap(([what, strike], s) =>
      isInTurn(h, s) ? [[heal.issue, heal.server, what, heal, strike] as const] : [],
    ),
  ),
)(
  'while %s is healed, the network to %s %s: told honestly, done at most once, ALLOW only if it is well',
  async (issue, server, _, { phases, on, holds }, strike) => {
    await faults[issue].inject(lab.stack, lab.docker);
    const at = behind.desk(options, strike.weather ? server : undefined);
    behind[server].strike = { on, ...strike };
    const began = Date.now();
    const { exitCode, stdout } = await at.run('--auto-heal', '--phase', ...phases);
    expect(behind[server].strike, stdout).toBeNull();
    const report = at.report();
    expectHonest(at, report);
    await holds(began);
    // The phase that has no need of this server was tested to the end.
    expect(report.phases.find(({ name }) => name === phases[1])?.status).toBe('passed');
    const { look, well, healed, broken } = looks[issue];
    const seen = await look(lab.stack, lab.docker);
    if (server === 'redis' && strike.when !== 'before' && !strike.weather) {
      // A first batch is gone: full no more, perhaps high, for which its own remedy may find nothing to drop.
      expect(exitCode, stdout).toBe(Number(seen) < 80 ? 0 : 1);
    } else if (strike.weather) {
      expect(exitCode, stdout).toBe(3);
      expect(report.auto_healing.actions).toMatchObject([{ success: false }]);
      if (strike.when === 'before') expect(seen).toEqual(broken);
    } else {
      // The next connection is a good one: it was looked at anew, and what was still to be done was done.
      expect(exitCode, stdout).toBe(0);
      expect(seen).toEqual(healed ?? well);
      if (strike.when === 'before') expect(resultsIn(at)).toEqual(['failed', 'healed']);
    }
  },
);

test('the network is reset while Docker is at a restart that takes long: it is waited for, and not asked a second time', async () => {
  const deaf = await makeDeaf('deaf');
  try {
    await poll({ what: 'it to be unhealthy', timeoutMs: 120_000 }, async () => {
      return (await lab.state('deaf')).health === 'unhealthy';
    });
    const at = behind.desk({ ...options, phases: { containers: { expected: [{ name: `${lab.stack.prefix}deaf` }] } } });
    behind.docker.strike = { on: /POST \/containers\/[0-9a-f]{64}\/restart/, when: 'asked', blow: 'reset' };
    const began = Date.now();
    const { exitCode, stdout } = await at.run('--auto-heal', '--phase', 'containers');
    expect(behind.docker.strike, stdout).toBeNull();
    expect(exitCode, stdout).toBe(0);
    expect(await restartsOf('deaf', began), stdout).toBe(1);
    expect(resultsIn(at)).toEqual(['healed']);
  } finally {
    await deaf.remove({ force: true });
  }
});
