import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadFor } from '../../../src/commands/load.ts';
import { ConfigError } from '../../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'orixoon-plugins-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A plugin that is right, but for what a test writes over it. Plain data: no other copy of the package is needed. */
const plugin = (over: string): string => `export default {
  id: 'pond', title: 'Pond', notConfigured: () => null, inspect: async () => [],
  settings: { type: 'object', properties: { depth: { type: 'integer', minimum: 1, default: 3 } } },
  issues: { pond_dry: { title: 'Dry', target: 'host', action: 'fill_pond', meaning: 'No water.', detection: 'A look.' } },
  checks: [{ id: 'water', title: 'Water' }],
  actions: [{ id: 'fill_pond', title: 'Fill', risk: 'low', budget: 'queue', fits: ['host', 'container'], draft() {}, run() {} }],
  ${over}
};`;

let serial = 0;
/** Load a config that names these modules, each really on disk. */
async function load(config: object, ...modules: readonly string[]) {
  const here = join(folder, String((serial += 1)));
  mkdirSync(here);
  for (const [index, text] of modules.entries()) writeFileSync(join(here, `p${index}.mjs`), text);
  const file = join(here, 'healing_config.json');
  const plugins = modules.map((_, index) => `./p${index}.mjs`);
  writeFileSync(file, JSON.stringify({ plugins, ...config }, null, 2));
  return loadFor({ config: file }, { env: {} });
}

async function problems(config: object, ...modules: readonly string[]): Promise<string> {
  const error: unknown = await load(config, ...modules).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigError)) throw new Error(`expected a ConfigError, seen ${String(error)}`);
  return error.message;
}

test('a plugin is a phase with its settings, its issue types and its actions', async () => {
  const { roster, settings, policy } = await load(
    {
      phases: { pond: { depth: 5, critical: false, timeout_seconds: 2 } },
      healing_actions: { pond_dry: { max_retries: 0 }, container_unhealthy: { action: 'fill_pond' } },
    },
    plugin(''),
  );
  expect(roster.plugins.at(-1)?.id).toBe('pond');
  expect(settings.phases['pond']).toEqual({ enabled: true, critical: false, timeout_seconds: 2, depth: 5 });
  expect(policy.remedies['pond_dry']).toMatchObject({ maxRetries: 0, action: { id: 'fill_pond', budget: 'queue' } });
  expect(policy.remedies['container_unhealthy']?.action?.id).toBe('fill_pond');
});

test.each([
  ['no default export', 'export const a = 1;', 'no default export; expected "export default defineSystem'],
  ['a number', 'export default 7;', 'that defineSystem made, seen 7'],
  ['a bare specification', 'export default { id: "pond", probe() {} };', 'seen an object; write "export default'],
  ['a syntax error', 'export default {', 'cannot be loaded'],
  ['a throw', 'throw new Error("no pond today");', 'cannot be loaded: no pond today'],
  ['a missing import', 'import "./nowhere.mjs";', 'expected an ES module at that path'],
  ['the id of a built-in phase', plugin("id: 'redis',"), 'its phase "redis" is there already'],
  [
    'a built-in issue type',
    plugin("issues: { table_locks: { title: 'L', target: 'host', action: null, meaning: 'M', detection: 'D' } },"),
    'its issue type "table_locks" is there already',
  ],
  ['a wrong name', plugin("id: 'My Pond',"), 'id: expected a name of small letters'],
  ['no checks', plugin('checks: [],'), 'checks: expected at least 1, seen 0'],
  [
    'a title that steers a terminal',
    plugin('title: "\\u001b[2J",'),
    'title: expected a text without control characters',
  ],
  [
    'an action without a budget',
    plugin(
      "actions: [{ id: 'fill_pond', title: 'F', risk: 'low', budget: 'none', fits: ['host'], draft() {}, run() {} }],",
    ),
    'actions[0].budget: expected one of container, database, redis, queue, seen "none"',
  ],
  [
    'an action that cannot run',
    plugin("actions: [{ id: 'fill_pond', title: 'F', risk: 'low', budget: 'queue', fits: ['host'], draft() {} }],"),
    'actions[0].run: expected a function, seen nothing',
  ],
  ['a default action that is none', plugin('actions: [],'), 'there is no action "fill_pond"'],
  [
    'a default action that does not fit',
    plugin(
      "actions: [{ id: 'fill_pond', title: 'F', risk: 'low', budget: 'queue', fits: ['redis'], draft() {}, run() {} }],",
    ),
    'fill_pond does not fit a host; it fits redis',
  ],
  [
    'a schema that is none',
    plugin("settings: { type: 'object', properties: { depth: { type: 'deep' } } },"),
    'expected a JSON schema of draft 7',
  ],
  [
    'a default that its schema refuses',
    plugin("settings: { type: 'object', properties: { depth: { type: 'integer', default: 'x' } } },"),
    'properties.depth: its default is not what it asks for',
  ],
  [
    'a key that every phase has',
    plugin("settings: { type: 'object', properties: { critical: { type: 'string' } } },"),
    'settings.properties.critical: expected keys of its own',
  ],
])('%s is an error that names the plugin and its place', async (_, text, words) => {
  const message = await problems({}, text);
  expect(message).toContain(words);
  expect(message).toMatch(/healing_config\.json:3:5: plugins: plugin "\.\/p0\.mjs": /);
});

test('two plugins of one name are an error of the second', async () => {
  const message = await problems({}, plugin(''), plugin(''));
  expect(message).toContain('plugin "./p1.mjs": its phase "pond" is there already');
  expect(message).not.toContain('p0.mjs');
});

test.each([
  [{ plugins: ['./gone.mjs'] }, 'plugin "./gone.mjs": it cannot be loaded'],
  [{ plugins: ['orixoon-pond'] }, 'no package of that name is installed'],
  [{ plugins: 'x' }, 'plugins: expected a list of 0 to 50 entries'],
  [{ plugins: [7] }, 'plugins[0]: expected a text'],
])('%j', async (config, words) => {
  expect(await problems(config)).toContain(words);
});

test.each([
  [{ phases: { pond: { depth: 0 } } }, 'phases.pond.depth: expected an integer of at least 1, seen 0'],
  [{ phases: { pond: { depths: 2 } } }, 'did you mean "depth"?'],
  [{ phases: { pnd: {} } }, 'did you mean "pond"?'],
  [{ healing_actions: { pond_dri: {} } }, 'did you mean "pond_dry"?'],
  [{ healing_actions: { pond_dry: { action: 'restart_redis' } } }, 'restart_redis does not fit pond_dry'],
  [{ healing_actions: { table_locks: { max_retries: 'x' } } }, 'healing_actions.table_locks.max_retries'],
  [{ phases: { redis: { ping_timeout_ms: 'x' } } }, 'phases.redis.ping_timeout_ms'],
])('what a plugin asks of the config is judged as everything is: %j', async (config, words) => {
  expect(await problems(config, plugin(''))).toContain(words);
});

test('what a plugin says of a look is believed only where it makes sense', async () => {
  const { roster, settings } = await load({}, plugin("inspect: async () => [{ phase: 'pond', status: 'fine' }],"));
  const system = roster.plugins.at(-1);
  const findings = await system?.inspect({ settings, now: () => 0 } as never);
  expect(findings).toMatchObject([{ phase: 'pond', target: 'pond', check: 'probe', status: 'error', issue: null }]);
  expect(findings?.[0]?.message).toContain('the plugin ./p0.mjs: checks[0].check: expected a text');
});

test('a draft without a touch cannot be carried out: no blacklist could match it', async () => {
  const draft = "async draft() { return { identity: {}, steps: ['fill'], touches: [], unavailable: null }; }";
  const action = `{ id: 'fill_pond', title: 'F', risk: 'low', budget: 'queue', fits: ['host'], run() {}, ${draft} }`;
  const { roster } = await load({}, plugin(`actions: [${action}],`));
  const [fill] = roster.plugins.at(-1)?.actions ?? [];
  await expect(fill?.draft({} as never, {} as never)).rejects.toThrow('touches: expected at least 1, seen 0');
});

test('what throws over the settings alone is told before anything is tested', async () => {
  const { roster, settings } = await load({}, plugin("notConfigured() { throw new Error('oops'); },"));
  expect(() => roster.plugins.at(-1)?.notConfigured(settings)).toThrow(/plugin \.\/p0\.mjs: notConfigured threw: oops/);
});
