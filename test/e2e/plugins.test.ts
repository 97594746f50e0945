import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { sickEndpoint } from './endpoint.ts';
import { desk } from './orixoon.ts';
import type { Desk } from './orixoon.ts';

const example = fileURLToPath(new URL('../../examples/plugins/http-endpoint.js', import.meta.url));
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A desk whose config has the example and one sick endpoint, and what a test adds. */
async function sickDesk(more: Record<string, unknown> = {}) {
  const place = desk({});
  const endpoint = await sickEndpoint(place.folder);
  ends.push(endpoint.end);
  // The name of the ledger too: it stays when the endpoint has another pid.
  const environment = `e2e-plugins-${process.pid}-${endpoint.pid()}`;
  const write = (extra: Record<string, unknown>, plugin = example): void =>
    writeFileSync(
      place.config,
      JSON.stringify({
        environment,
        plugins: [plugin],
        auto_healing: { stabilization: { interval_seconds: 0.1 } },
        phases: { preflight: { enabled: false }, http_endpoint: { expected: [endpoint.section] } },
        ...extra,
      }),
    );
  write(more);
  return { place, endpoint, write, before: endpoint.pid() };
}

const issueOf = (place: Desk) => place.report().issues[0];

test('the example finds an endpoint that is down, restarts it under the gate, and cools down', async () => {
  const { place, endpoint, write, before } = await sickDesk();
  const dry = await place.run('--auto-heal', '--dry-run');
  expect(dry.exitCode, dry.stdout + dry.stderr).toBe(1);
  expect(issueOf(place)).toMatchObject({ type: 'endpoint_down', target: 'shop', outcome: 'would_heal' });
  expect(endpoint.pid()).toBe(before);

  const healed = await place.run('--auto-heal', '--phase', 'http_endpoint');
  expect(healed.exitCode, healed.stdout + healed.stderr).toBe(0);
  expect(place.report().auto_healing.actions).toMatchObject([
    { action: 'restart_endpoint', success: true, changed: { restarted: 1 } },
  ]);
  expect(endpoint.pid()).not.toBe(before);

  // It is sick again at once: the ledger knows.
  const { name, restart_command, match, url } = endpoint.section;
  write({
    phases: {
      preflight: { enabled: false },
      http_endpoint: { expect_status: 204, expected: [{ name, restart_command, match, url }] },
    },
  });
  const second = endpoint.pid();
  expect((await place.run('--auto-heal')).exitCode).toBe(1);
  expect(issueOf(place)).toMatchObject({ outcome: 'denied', denied_by: 'cooldown' });
  expect(endpoint.pid()).toBe(second);
});

test('the blacklist beats a plugin, --yes included', async () => {
  const { place, endpoint, before } = await sickDesk({ blacklist: { processes: ['shop'] } });
  expect((await place.run('--auto-heal', '--yes')).exitCode).toBe(1);
  expect(issueOf(place)).toMatchObject({ outcome: 'denied', denied_by: 'blacklist' });
  expect(endpoint.pid()).toBe(before);
});

test('high risk of a plugin asks, and nobody is there to answer: exit 4, nothing done', async () => {
  const { place, endpoint, write, before } = await sickDesk();
  const risky = join(place.folder, 'risky.mjs');
  writeFileSync(
    risky,
    `import system from ${JSON.stringify(example)}; export default { ...system, actions: system.actions.map(one => ({ ...one, risk: 'high' })) };`,
  );
  write({}, './risky.mjs');
  expect((await place.run('--auto-heal')).exitCode).toBe(4);
  expect(issueOf(place)).toMatchObject({ outcome: 'denied', denied_by: 'confirmation' });
  expect(endpoint.pid()).toBe(before);
});

test.each([
  ['throws', "throw new Error('no eyes \\u001b[2J')", 'no eyes'],
  ['hangs', 'await new Promise(() => {})', 'no answer within 2 s (phases.http_endpoint.timeout_seconds)'],
])('a plugin that %s in its look is "could not tell": exit 3', async (_, body, words) => {
  const { place, write, endpoint } = await sickDesk();
  writeFileSync(
    join(place.folder, 'blind.mjs'),
    `import system from ${JSON.stringify(example)}; export default { ...system, async inspect() { ${body}; } };`,
  );
  const section = { expected: [endpoint.section], timeout_seconds: 2 };
  write({ phases: { preflight: { enabled: false }, http_endpoint: section } }, './blind.mjs');
  const ended = await place.run('--auto-heal');
  expect(ended.exitCode, ended.stdout + ended.stderr).toBe(3);
  expect(ended.stdout).toContain(words);
  // What ails a plugin is no defect of the gate: the other phases have their say.
  expect(ended.stdout).not.toContain('defect');
  expect(place.report().phases.map(({ name }) => name)).toContain('preflight');
  expect(ended.stdout).not.toContain('\u001b[2J');
});

test('an action of a plugin that hangs is bounded by its timeout_seconds', async () => {
  const { place, write } = await sickDesk();
  writeFileSync(
    join(place.folder, 'slow.mjs'),
    `import system from ${JSON.stringify(example)}; export default { ...system, actions: system.actions.map(one => ({ ...one, run: () => new Promise(() => {}) })) };`,
  );
  const healing_actions = { endpoint_down: { timeout_seconds: 1, max_retries: 0 } };
  write({ healing_actions, auto_healing: { stabilization: { timeout_seconds: 1 } } }, './slow.mjs');
  expect((await place.run('--auto-heal')).exitCode).toBe(1);
  expect(place.report().auto_healing.actions[0]?.details).toContain('not done within 1 s');
});

test('a plugin that is wrong is exit 2, and nothing was tested', async () => {
  const { place, write } = await sickDesk();
  write({}, './nowhere.mjs');
  const ended = await place.run('--auto-heal');
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toContain('plugin "./nowhere.mjs": it cannot be loaded');
});
