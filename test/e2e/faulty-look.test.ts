import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import type { Weather } from './weather-proxy.ts';
import { behindWeather } from './weather-world.ts';
import type { Behind, ServerName } from './weather-world.ts';

let lab: Practice;
let behind: Behind;
beforeAll(async () => {
  lab = await practice('look-weather-');
  behind = await behindWeather(lab);
});
afterEach(() => behind.clearUp());
afterAll(async () => {
  await behind.close();
  await lab.down();
});

const statuses = (report: Report): Record<string, string> =>
  Object.fromEntries(report.phases.map(({ name, status }) => [name, status]));

/** The phases that have no need of the server, and so pass in any weather. */
const apart: Record<ServerName, readonly string[]> = {
  postgres: ['containers', 'redis', 'application'],
  redis: ['containers', 'database', 'zoho_queue', 'application'],
  docker: ['database', 'redis', 'zoho_queue'],
};
const sickPhase: Record<ServerName, string> = { postgres: 'database', redis: 'redis', docker: 'containers' };
const servers = ['postgres', 'redis', 'docker'] as const;

test.each(servers)('%s is slow, and its words come in drops, but in time: the right answer, ALLOW', async name => {
  behind[name].weather = { delayMs: 15, trickle: 4000 };
  const at = behind.desk({ phases: { redis: { ping_timeout_ms: 20_000 } } });
  const { exitCode, stdout } = await at.run('--auto-heal');
  expect(exitCode, stdout).toBe(0);
  expect(at.report()).toMatchObject({ conclusive: true, auto_healing: { actions: [] } });
  expect(behind[name].connections).toBeGreaterThan(0);
});

const weathers: [string, Weather][] = [
  ['takes connections and never answers', { atOnce: 'stall' }],
  ['resets every connection', { atOnce: 'reset' }],
  ['closes every connection', { atOnce: 'cut' }],
  ['falls silent in the middle of a look', { afterBytes: 400, then: 'stall' }],
  ['resets in the middle of a look', { afterBytes: 400, then: 'reset' }],
  ['closes in the middle of a look', { afterBytes: 400, then: 'cut' }],
];

test.each(servers.flatMap(name => weathers.map(([what, weather]) => [name, what, weather] as const)))(
  '%s %s: the other phases are tested, nothing is healed that is not known to be broken, never ALLOW',
  async (name, _, weather) => {
    const at = behind.desk({}, name);
    behind[name].weather = weather;
    const began = Date.now();
    const { exitCode, stdout } = await at.run('--auto-heal', '--yes');
    // The phases' own time is 4 s, and that of one answer 5 s; the rest is for a busy machine.
    expect(Date.now() - began).toBeLessThan(120_000);
    expect(exitCode, stdout).toBe(3);
    const report = at.report();
    expect(report).toMatchObject({ decision: 'BLOCK', auto_healing: { actions: [] } });
    const seen = statuses(report);
    expect(seen[sickPhase[name]]).toMatch(/^(error|failed)$/);
    expect(Object.fromEntries(apart[name].map(phase => [phase, seen[phase]]))).toEqual(
      Object.fromEntries(apart[name].map(phase => [phase, 'passed'])),
    );
    expect(await behind.isWell()).toBe(true);
  },
);

test.each(['stall', 'reset', 'cut'] as const)(
  'the network to Redis is dead (%s) and Docker is there: Redis answers inside its container, so it is left alone',
  async atOnce => {
    behind.redis.weather = { atOnce };
    const before = await lab.state('redis');
    const at = behind.desk();
    const { exitCode, stdout } = await at.run('--auto-heal', '--yes', '--phase', 'containers', 'redis');
    expect(exitCode, stdout).toBe(3);
    expect(stdout).toContain('Redis answers inside its container: the way to it is broken, not Redis');
    expect(at.report()).toMatchObject({ issues: [], auto_healing: { actions: [] } });
    expect((await lab.state('redis')).startedAt).toBe(before.startedAt);
  },
);

test.each([
  ['postgres', 'database'],
  ['redis', 'redis'],
  ['docker', 'containers'],
] as const)('%s falls silent and the deadline comes: the run ends then, and is not a pass', async (name, phase) => {
  behind[name].weather = { atOnce: 'stall' };
  const began = Date.now();
  const { exitCode, stdout } = await behind.desk().run('--phase', phase, '--deadline', '1');
  expect(Date.now() - began).toBeLessThan(60_000);
  expect(exitCode, stdout).toBe(3);
  expect(stdout).toContain('deadline of 1 s');
});
