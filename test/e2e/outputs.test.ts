import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ConfigPart } from '../../src/practice/config.ts';
import { faults } from '../../src/practice/faults.ts';
import type { StampedEvent } from '../../src/engine/events.ts';
import type { Report } from '../../src/report/report.ts';
import { hostWorker } from './host-worker.ts';
import { desk, orixoon } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import { inTerminal } from './pty.ts';

const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));

let lab: Practice;
beforeAll(async () => void (lab = await practice('out-')));
afterEach(() => lab.mend());
afterAll(() => lab.down());

test('the exit code and the decision are the same for every --output; json is one document, ndjson one event a line', async () => {
  await faults.container_not_running.inject(lab.stack, lab.docker);
  const at = lab.desk();
  const pretty = await at.run();
  const json = await at.run('--output', 'json');
  const ndjson = await at.run('--output', 'ndjson');
  expect([pretty.exitCode, json.exitCode, ndjson.exitCode]).toEqual([1, 1, 1]);
  const report = JSON.parse(json.stdout) as Report;
  expect(report).toMatchObject({ decision: 'BLOCK', exit_code: 1 });
  const events = ndjson.stdout.split('\n').map(line => JSON.parse(line) as StampedEvent);
  expect([events[0]?.type, events.at(-1)?.type]).toEqual(['run:start', 'run:finish']);
  expect(json.stderr).toContain('BLOCK');
});

test('in a pipe there is not one escape code; FORCE_COLOR brings colours back', async () => {
  const at = lab.desk();
  const plain = await at.run();
  expect(plain.stdout + plain.stderr).not.toMatch(/\u001b/);
  const colored = await orixoon(['--config', at.config], { FORCE_COLOR: '1' });
  expect(colored.stdout).toContain('\u001b[');
});

test('canaries: what the config took from the environment stands in no output, file or error', async () => {
  const secrets = {
    PGSECRET: 'c4nary-pg-pass',
    RSECRET: 'c4nary-redis-pass',
    HOOK: 'http://127.0.0.1:1/services/T0/B0/c4naryhook',
  };
  const deskWith = (notifications: ConfigPart) =>
    lab.desk({
      connections: {
        database: { url: lab.stack.urls.database.replace(/:[^:@/]+@/, ':${PGSECRET}@') },
        redis: { url: lab.stack.urls.redis.replace('redis://', 'redis://:${RSECRET}@') },
      },
      notifications,
    });
  for (const output of ['pretty', 'json', 'ndjson']) {
    for (const mode of [[], ['--auto-heal', '-v']]) {
      // A channel that cannot be reached is tried for seconds: in half of the runs.
      const at = deskWith(mode.length > 0 ? { slack: { webhook_url: '${HOOK}' } } : {});
      const { stdout, stderr, exitCode } = await orixoon(['--config', at.config, '--output', output, ...mode], secrets);
      expect(exitCode, stdout + stderr).toBe(3); // wrong passwords: could not look
      for (const text of [stdout, stderr, ...allFiles(at.reports)]) expect(text).not.toMatch(/c4nary/i);
    }
  }
});

test('canaries in a plan, in the log of a container and in a URL: no output, file, prompt or ledger of any command shows them', async () => {
  const secrets = { TOKEN: 'c4nary-t0ken', URL_PASSWORD: 'c4nary-in-url', NO_COLOR: '1' };
  const worker = hostWorker();
  const teller = await lab.docker.createContainer({
    name: 'out-teller',
    Image: lab.stack.image,
    Entrypoint: ['sh', '-c', `echo "cannot log in with ${secrets.TOKEN}" >&2; exit 3`],
    Labels: { 'orixoon.practice': 'out' },
  });
  try {
    const at = worker.desk({
      asks: true,
      words: ['--token', '${TOKEN}'],
      connections: {
        docker: { host: lab.stack.host },
        redis: { url: 'redis://:${URL_PASSWORD}@127.0.0.1:1/0' },
      },
      phases: { containers: { expected: [{ name: 'out-teller' }] } },
    });
    const issues = join(at.folder, 'issues.json');
    writeFileSync(issues, JSON.stringify([{ type: 'workers_down' }, { type: 'container_not_running' }]));
    const runs: [number, string[]][] = [
      [1, []],
      [1, ['--auto-heal', '--dry-run', '-v']],
      [1, ['--auto-heal', '-v']],
      [1, ['heal', '--issue-file', issues, '--yes', '-v']],
      [2, ['--phase', secrets.TOKEN.slice(0, 3)]],
      [0, ['validate']],
      [0, ['explain', 'workers_down']],
      [0, ['report', '--reports-dir', at.reports, '-v']],
    ];
    const seen: string[] = [];
    // What plans, heals and tells of it does so in each form; the rest once.
    const inEachForm = runs.filter(([, args]) => ['--auto-heal', 'heal', 'report'].includes(args[0] ?? ''));
    for (const output of ['pretty', 'json', 'ndjson'])
      for (const [wanted, args] of output === 'pretty' ? runs : inEachForm) {
        await worker.end();
        const { exitCode, stdout, stderr } = await orixoon(
          [...args, '--config', at.config, '--output', output],
          secrets,
        );
        expect([args, exitCode], stdout + stderr).toEqual([args, wanted]);
        seen.push(stdout, stderr);
      }
    await worker.end();
    const asked = inTerminal([process.execPath, bin, '--config', at.config, '--auto-heal'], secrets);
    await asked.seen(/w\? \(y\/N\)/);
    asked.type('n\r');
    const { shown } = await asked.end();
    expect(shown).toContain('--token');
    const files = [...allFiles(at.reports), ...allFiles(join(tmpdir(), 'orixoon-locks'))];
    for (const text of [...seen, shown, ...files]) expect(text).not.toMatch(/c4nary/i);
    // What was hidden was really there to be told.
    expect(seen.join('\n')).toContain('cannot log in with ${TOKEN}');
  } finally {
    await teller.remove({ force: true });
    await worker.end();
  }
});

/** Every file below a folder, as text. */
function allFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .map(path => readFileSync(path, 'utf8'));
}

test('two runs in one second have a directory each', async () => {
  const [a, b] = [lab.desk(), lab.desk()];
  const shared = join(a.folder, 'shared');
  await Promise.all([a.run('--reports-dir', shared), b.run('--reports-dir', shared)]);
  const runs = readdirSync(shared).filter(name => /^\d{8}_\d{6}/.test(name));
  expect(runs).toHaveLength(2);
  for (const name of runs)
    expect((JSON.parse(readFileSync(join(shared, name, 'report.json'), 'utf8')) as Report).run_id).toBe(name);
});

test('a heal that fails prints the report of the guide, with the last log lines and a recommendation that fits', async () => {
  const container = await lab.docker.createContainer({
    name: 'out-crasher',
    Image: lab.stack.image,
    Entrypoint: ['sh', '-c', 'echo "bind: Address already in use" >&2; exit 3'],
    Labels: { 'orixoon.practice': 'out' },
  });
  try {
    const at = desk({
      connections: { docker: { host: lab.stack.host } },
      phases: { containers: { expected: [{ name: 'out-crasher' }] } },
      auto_healing: { retry_delay_seconds: 0.2, stabilization: { timeout_seconds: 3 } },
    });
    const { exitCode, stdout } = await at.run('--auto-heal');
    expect(exitCode, stdout).toBe(1);
    for (const words of ['HEALING FAILED', '3 times', 'Address already in use', 'BLOCKED'])
      expect(stdout).toContain(words);
    expect(at.report().issues[0]).toMatchObject({ outcome: 'unhealed', denied_by: 'safety_limit' });
    expect(at.report().issues[0]?.recommendation).toMatch(/port|address/i);
    expect(at.report().auto_healing.summary).toMatchObject({ total_actions: 3, successful: 0, failed: 3 });
  } finally {
    await container.remove({ force: true });
  }
});
