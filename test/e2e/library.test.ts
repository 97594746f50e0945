import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'orixoon-library-'));
const server = createServer((_, answer) => answer.end('well'));

/** The package as it would be published, unpacked where npm would put it; its dependencies are those of this checkout. */
beforeAll(async () => {
  const packed = await execa('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
  });
  const [{ filename }] = JSON.parse(packed.stdout) as [{ readonly filename: string }];
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'orixoon'), { recursive: true });
  await execa('tar', ['-xzf', join(folder, filename), '-C', join(modules, 'orixoon'), '--strip-components=1']);
  await execa('ln', ['-s', join(root, 'node_modules'), join(modules, 'orixoon', 'node_modules')]);
  await execa('ln', ['-s', join(root, 'node_modules', '@types'), join(modules, '@types')]);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const plugin = `
import { defineSystem } from 'orixoon';
import type { HealAction, Outcome } from 'orixoon';
const refill: HealAction = {
  id: 'refill', title: 'Refill', risk: 'low', budget: 'container', fits: ['host'],
  async draft(problem) { return { identity: { is: problem.target }, steps: ['refill'], touches: [{ kind: 'process', names: ['pump'], effect: 'restart', sacred: null }], unavailable: null }; },
  async run(permit, hands) { return { changed: { refilled: 1 }, details: permit.planned.problem.target + hands.keepIn }; },
};
export default defineSystem({
  id: 'pond', title: 'Pond',
  settings: { type: 'object', properties: { url: { type: 'string' } } },
  issues: { pond_dry: { title: 'Dry', target: 'host', action: 'refill', meaning: 'No water.', detection: 'A GET.' } },
  notConfigured: () => null,
  probe: async look => ({ status: (await look.http.get(String(Reflect.get(look.settings.phases['pond'] ?? {}, 'url')), 2000)).status }),
  checks: [{ id: 'water', title: 'Water', evaluate: (reading): Outcome => ({ target: 'pond', status: reading.status === 200 ? 'passed' : 'failed', message: 'wet' }) }],
  actions: [refill],
});
`;

const consumer = `
import { run } from 'orixoon';
import type { RunResult, StampedEvent } from 'orixoon';
const events: StampedEvent['type'][] = [];
const aborted = process.argv[2] === 'aborted' ? AbortSignal.abort() : undefined;
const result: RunResult = await run({ config: process.argv[3] ?? 'healing_config.json', onEvent: event => void events.push(event.type), ...(aborted && { signal: aborted }) });
process.send?.({ exitCode: result.exitCode, decision: result.report.decision, reasons: result.report.reasons, first: events[0], last: events.at(-1) });
process.disconnect?.();
`;

test('a consumer type-checks, with every declaration of the package', async () => {
  writeFileSync(join(folder, 'pond.ts'), plugin);
  writeFileSync(join(folder, 'consumer.ts'), consumer);
  const flags = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const ended = await execa(process.execPath, [tsc, ...flags, 'pond.ts', 'consumer.ts'], {
    cwd: folder,
    reject: false,
  });
  expect(ended.stdout).toBe('');
  expect(ended.exitCode).toBe(0);
});

/** What the compiled consumer tells of its run, and all that was printed. */
async function consume(...args: readonly string[]) {
  const child = execa(process.execPath, ['consumer.js', ...args], { cwd: folder, ipc: true, reject: false });
  const told = await child.getOneMessage();
  const { stdout, stderr, exitCode } = await child;
  return { told, printed: `${stdout}${stderr}`, exitCode };
}

test('run resolves to the report and the exit code, hears the events, prints nothing and ends nothing', async () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const phases = { preflight: { enabled: false }, pond: { url: `http://127.0.0.1:${port}/` } };
  const config = { environment: `library-${process.pid}`, plugins: ['./pond.js'], phases };
  writeFileSync(join(folder, 'healing_config.json'), JSON.stringify(config));
  expect(await consume()).toEqual({
    told: {
      exitCode: 0,
      decision: 'ALLOW',
      reasons: ['every critical check passes'],
      first: 'run:start',
      last: 'run:finish',
    },
    printed: '',
    exitCode: 0,
  });
  expect(await consume('aborted')).toMatchObject({ told: { exitCode: 143, first: 'run:start' }, printed: '' });
});

test('a refusal is a result too', async () => {
  const { told, printed } = await consume('x', 'nowhere.json');
  expect(told).toMatchObject({ exitCode: 2, decision: 'BLOCK', reasons: [expect.stringContaining('no config at')] });
  expect(printed).toBe('');
});
