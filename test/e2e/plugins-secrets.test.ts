import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { desk, orixoon } from './orixoon.ts';

/** Whatever an author could give away, with each secret of its settings in it; `how` says where it throws, if anywhere. */
const leaky = `
const all = settings => {
  const { token, url, password } = settings.phases.leak;
  return ['it says', token, new URL(url).password, password, new URL(settings.connections.redis.url).password,
    Buffer.from('user:' + token).toString('base64'), JSON.stringify({ token })].join(' ');
};
const throwing = (settings, where) => { if (settings.phases.leak.how === where) throw new Error(all(settings)); };
if (process.env.LEAK_AT_IMPORT) throw new Error('it says ' + process.env.LEAK_AT_IMPORT + ' and ' + process.env.TOKEN);
export default {
  id: 'leak', title: 'Leak',
  settings: { type: 'object', properties: {
    token: { type: 'string' }, url: { type: 'string' }, password: { type: 'string' }, how: { type: 'string' } } },
  issues: { leak_seen: { title: 'Leak', target: 'host', action: 'stop_leak', meaning: 'It leaks.', detection: 'A look.' } },
  notConfigured: settings => { throwing(settings, 'notConfigured'); return null; },
  target: settings => { throwing(settings, 'target'); return 'main'; },
  async inspect({ settings }) {
    throwing(settings, 'inspect');
    const words = all(settings);
    return [{ phase: 'leak', check: 'drops', target: 'tap', status: 'failed', issue: 'leak_seen', message: words,
      observed: { [words]: [words] }, threshold: words, durationMs: 0, identity: { words }, evidence: { deep: [{ words }] },
      recommendation: words, restsOn: [], pendingUntil: null, isFinal: false }];
  },
  checks: [{ id: 'drops', title: 'Drops' }],
  diagnose: async (_, { settings }) => ({ evidence: { log: [all(settings)] }, recommendation: all(settings) }),
  actions: [{
    id: 'stop_leak', title: 'Stop', risk: 'low', budget: 'queue', fits: ['host'],
    async draft(_, { settings }) {
      throwing(settings, 'draft');
      const words = all(settings);
      return { identity: { words }, steps: [words], touches: [{ kind: 'process', names: [words], effect: 'restart', sacred: null }],
        unavailable: null };
    },
    async run(_, hands, { settings }) {
      throwing(settings, 'run');
      return { changed: { [all(settings)]: 1 }, details: all(settings) };
    },
  }],
};`;

const secrets = { TOKEN: 'c4nary-t0ken', NO_COLOR: '1' };

function leakyDesk(how: string) {
  const place = desk({});
  writeFileSync(join(place.folder, 'leaky.mjs'), leaky);
  writeFileSync(
    place.config,
    JSON.stringify({
      environment: `e2e-plugins-secrets-${process.pid}-${how}`,
      plugins: ['./leaky.mjs'],
      connections: { redis: { url: 'redis://:c4nary-redis@127.0.0.1:1/0' } },
      auto_healing: { retry_delay_seconds: 0, stabilization: { timeout_seconds: 0.1, interval_seconds: 0.1 } },
      phases: {
        ...{ preflight: { enabled: false }, redis: { enabled: false } },
        leak: { token: '${TOKEN}', url: 'http://me:c4nary-url@127.0.0.1:1/', password: 'c4nary-key', how },
      },
      healing_actions: { leak_seen: { max_retries: 0 } },
      safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 1000 },
    }),
  );
  return place;
}

/** Every file below a folder, as text. */
const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map(name => join(folder, name))
        .filter(path => statSync(path).isFile())
        .map(path => readFileSync(path, 'utf8'))
    : [];

test.each([
  ['nowhere', 1],
  ['inspect', 3],
  ['draft', 1],
  ['run', 1],
  ['notConfigured', 2],
])('what a plugin says, and throws (%s), is told without the secrets of the config', async (how, wanted) => {
  const place = leakyDesk(how);
  const told: string[] = [];
  for (const output of ['pretty', 'ndjson']) {
    const { exitCode, stdout, stderr } = await orixoon(
      ['--config', place.config, '--output', output, '--auto-heal', '-v'],
      secrets,
    );
    expect(exitCode, stdout + stderr).toBe(wanted);
    told.push(stdout + stderr);
  }
  // What was hidden was really there to be told.
  for (const text of told) expect(text).toContain('it says ${TOKEN}');
  const files = [...filesIn(place.reports), ...filesIn(join(tmpdir(), 'orixoon-locks'))];
  for (const text of [...told, ...files]) expect(text).not.toMatch(/c4nary/i);
  if (wanted === 2) return;
  for (const name of ['report.json', 'report.html', 'junit.xml', 'events.ndjson'])
    expect(place.read(name)).toContain('it says ${TOKEN}');
});

test.each([['validate'], ['explain', 'leak_seen']])(
  'a plugin that throws a secret where it is loaded: %s %s',
  async (...args) => {
    const place = leakyDesk('nowhere');
    for (const output of ['pretty', 'json']) {
      const { exitCode, stdout, stderr } = await orixoon([...args, '--config', place.config, '--output', output], {
        ...secrets,
        LEAK_AT_IMPORT: 'c4nary-key',
      });
      expect(exitCode, stdout + stderr).toBe(2);
      expect(stderr).toContain('it cannot be loaded: it says');
      expect(stdout + stderr).not.toMatch(/c4nary/i);
    }
  },
);
