import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { endpointOn, sickEndpoint, unstartedEndpoint } from './endpoint.ts';
import { desk } from './orixoon.ts';
import type { Desk } from './orixoon.ts';

const example = fileURLToPath(new URL('../../examples/plugins/http-endpoint.js', import.meta.url));
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Endpoint = Awaited<ReturnType<typeof sickEndpoint>>;

/** A server that does not run, and the endpoint of a plugin that rests on it; either as a worker, or as another endpoint. */
async function restingDesk(
  front: (folder: string, url: string) => Promise<Endpoint>,
  support: 'worker' | 'endpoint',
  { blacklist = {}, seconds = 60 } = {},
) {
  const place = desk({});
  const stock = await unstartedEndpoint(place.folder, 'stock');
  const shop = await front(place.folder, stock.section.url);
  ends.push(shop.end);
  const { name, match, restart_command } = stock.section;
  const rests_on = [support === 'worker' ? `workers/${name}` : `http_endpoint/${name}`];
  const isWorker = support === 'worker';
  writeFileSync(
    place.config,
    JSON.stringify({
      environment: `e2e-plugins-supports-${process.pid}-${shop.pid()}`,
      plugins: [example],
      auto_healing: { stabilization: { timeout_seconds: seconds, interval_seconds: 0.1 } },
      phases: {
        preflight: { enabled: false },
        workers: isWorker ? { expected: [{ name, match, restart_command }] } : {},
        http_endpoint: { expected: [{ ...shop.section, rests_on }, ...(isWorker ? [] : [stock.section])] },
      },
      blacklist,
      healing_actions: { workers_down: { requires_confirmation: false } },
    }),
  );
  return { place, stock, shop, before: shop.pid() };
}

const issuesOf = (place: Desk) => Object.fromEntries(place.report().issues.map(issue => [issue.target, issue]));
const actionsOf = (place: Desk) =>
  place.report().auto_healing.actions.map(({ action, target }) => `${action} ${target}`);

test.each([
  ['worker', 'workers_down stock', 'restart_main_service stock'],
  ['endpoint', 'endpoint_down stock', 'restart_endpoint stock'],
] as const)(
  "a plugin's endpoint waits for the %s it rests on: that alone is healed, and it is well again",
  async (support, root, heal) => {
    const { place, stock, shop, before } = await restingDesk(endpointOn, support);
    const dry = await place.run('--auto-heal', '--dry-run');
    expect(dry.exitCode, dry.stdout + dry.stderr).toBe(1);
    expect(dry.stdout).toContain(`(waits for ${root})`);
    expect(issuesOf(place)).toMatchObject({
      shop: { type: 'endpoint_down', outcome: 'blocked_by', blocked_by: root },
      stock: { outcome: 'would_heal', blocked_by: null },
    });

    const healed = await place.run('--auto-heal');
    ends.push(stock.end);
    expect(healed.exitCode, healed.stdout + healed.stderr).toBe(0);
    expect(actionsOf(place)).toEqual([heal]);
    expect(issuesOf(place)).toMatchObject({
      shop: { outcome: 'blocked_by', blocked_by: root },
      stock: { outcome: 'healed' },
    });
    expect(shop.pid()).toBe(before);
  },
);

test('an endpoint that its healed support does not make well is a root of its own after its time', async () => {
  const { place, stock, shop, before } = await restingDesk(sickEndpoint, 'worker', { seconds: 8 });
  const healed = await place.run('--auto-heal');
  ends.push(stock.end);
  expect(healed.exitCode, healed.stdout + healed.stderr).toBe(0);
  expect(actionsOf(place)).toEqual(['restart_main_service stock', 'restart_endpoint shop']);
  expect(healed.stdout).toContain('shop may recover by itself, now that workers/stock is healed');
  expect(shop.pid()).not.toBe(before);
});

test('an endpoint whose support may not be healed is left alone, --yes or not', async () => {
  const { place, shop, before } = await restingDesk(sickEndpoint, 'worker', { blacklist: { processes: ['stock'] } });
  const ended = await place.run('--auto-heal', '--yes');
  expect(ended.exitCode, ended.stdout + ended.stderr).toBe(1);
  expect(actionsOf(place)).toEqual([]);
  expect(issuesOf(place)).toMatchObject({
    shop: { outcome: 'blocked_by', blocked_by: 'workers_down stock' },
    stock: { outcome: 'denied', denied_by: 'blacklist' },
  });
  expect(shop.pid()).toBe(before);
});
