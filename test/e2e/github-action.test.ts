import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import type { RedisServer } from '../integration/servers/redis-server.ts';
import { startRedis } from '../integration/servers/redis-server.ts';
import { readAction, runAction } from './github-runner.ts';
import type { Job } from './github-runner.ts';
import { bring, redisTarget } from './redis-target.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const action = readAction(join(root, 'action.yml'));

let redis: RedisServer;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.end());

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'orixoon-action-'));
});

/** A checkout with a config in it, and a home; the action is this checkout, already built. */
function job(inputs: Job['inputs'] = {}, url = redis.url, more: Partial<Job> = {}): Job {
  const config = redisTarget(redis, { environment: basename(workspace), url: '${REDIS_URL}' });
  writeFileSync(join(workspace, 'healing_config.json'), JSON.stringify(config));
  const home = join(workspace, 'home');
  mkdirSync(home, { recursive: true });
  return { actionPath: root, workspace, home, inputs, env: { REDIS_URL: url }, ...more };
}

const reportIn = (directory: string): Report =>
  JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8')) as Report;

test('no input and no output becomes part of a script', () => {
  for (const { name, run } of action.runs.steps) expect(run ?? '', name).not.toContain('${{');
  for (const { default: value, description } of Object.values(action.inputs)) {
    expect(typeof value).toBe('string');
    expect(description).not.toBe('');
  }
});

test('ALLOW: outputs, summary, and the reports uploaded from where the ledger outlives the job', async () => {
  const asked = job();
  await bring(redis, 'up');
  const { exitCode, isFailed, outputs, summary, used, log } = await runAction(action, asked);
  expect([exitCode, isFailed], log).toEqual([0, false]);
  const reports = join(asked.home, '.orixoon', 'somebody', 'shop');
  const report = realpathSync(join(reports, 'latest'));
  expect(outputs).toEqual({ decision: 'ALLOW', 'exit-code': '0', 'exit-name': 'ALLOW', report });
  expect(used).toEqual([{ uses: 'actions/upload-artifact@v4', with: { name: 'orixoon', path: report } }]);
  expect(reportIn(report)).toMatchObject({ decision: 'ALLOW', mode: { auto_heal: false } });
  expect(readdirSync(report)).toEqual(expect.arrayContaining(['junit.xml', 'report.html']));
  expect(summary).toContain('## Orixoon: ALLOW, exit 0');
});

test('BLOCK fails the step with its code and uploads the report all the same; --auto-heal heals; --fail-on is passed on', async () => {
  await bring(redis, 'down');
  const blocked = await runAction(action, job());
  expect([blocked.exitCode, blocked.outputs['decision']], blocked.log).toEqual([1, 'BLOCK']);
  expect(blocked.log).toContain('::error title=Orixoon BLOCK');
  expect(blocked.used).toHaveLength(1);
  const dry = await runAction(action, job({ 'auto-heal': 'true', 'dry-run': 'true' }));
  expect(dry.exitCode, dry.log).toBe(1);
  expect(reportIn(dry.outputs['report'] ?? '').mode).toEqual({ auto_heal: true, dry_run: true });
  expect((await redis.docker.inspect()).State.Running).toBe(false);
  const inputs = { 'auto-heal': 'true', 'fail-on': 'warning, healed', 'skip-phase': 'preflight', deadline: '60' };
  const healed = await runAction(action, job({ ...inputs, artifact: '' }));
  expect([healed.exitCode, healed.outputs['exit-name']], healed.log).toEqual([1, 'BLOCK']);
  expect(reportIn(healed.outputs['report'] ?? '')).toMatchObject({
    auto_healing: { summary: { successful: 1 } },
    phases: [{ name: 'preflight', status: 'skipped' }, ...Array<unknown>(6).fill({})],
  });
  expect(healed.used).toEqual([]);
});

const hostile = [
  '$(touch pwned)',
  '`touch pwned`',
  '"; touch pwned; "',
  "'; touch pwned; '",
  '--yes',
  '--output=json',
  '*',
];

test('hostile inputs start nothing, and pass nothing off as a flag', async () => {
  const names = ['config', 'fail-on', 'deadline', 'phase', 'auto-heal', 'skip-phase', 'working-directory'];
  for (const [index, name] of names.entries()) {
    const text = hostile[index] ?? '';
    const { exitCode, outputs, log } = await runAction(action, job({ [name]: text }));
    expect(exitCode, `${name}: ${log}`).toBe(name === 'working-directory' ? 1 : 2);
    expect(outputs).toMatchObject({ decision: 'BLOCK', report: '' });
  }
  const all = hostile.join(' ').replaceAll('/', '');
  const places = { 'reports-dir': `reports ${all}\nreport=/etc`, approve: all, 'metrics-file': `m ${all}` };
  const { exitCode, outputs, log } = await runAction(action, job(places));
  expect(exitCode, log).toBe(0);
  expect(outputs['report']?.startsWith(`${workspace}/reports ${all}\nreport=/etc/`)).toBe(true);
  expect(existsSync(join(workspace, `m ${all}`))).toBe(true);
  expect(existsSync(join(workspace, 'pwned'))).toBe(false);
});

test('a cancelled job: the signal reaches the run itself, which ends with 143 and a whole report', async () => {
  let pid = 0;
  // Once: by the time of a second connection, it may be gone.
  const silent = createServer()
    .once('connection', () => process.kill(pid, 'SIGTERM'))
    .listen(0, '127.0.0.1');
  await new Promise(resolve => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const asked = job({}, `redis://127.0.0.1:${port}`, { onStart: started => (pid = started) });
  const { exitCode, outputs, used, log } = await runAction(action, asked);
  silent.close();
  expect(exitCode, log).toBe(143);
  expect(outputs).toMatchObject({ decision: 'BLOCK', 'exit-code': '143', 'exit-name': 'INTERRUPTED' });
  expect(reportIn(outputs['report'] ?? '')).toMatchObject({ complete: true, exit_code: 143 });
  expect(used).toHaveLength(1);
});

test('a fresh checkout installs and builds itself once, and then runs', async () => {
  const actionPath = join(workspace, 'checkout');
  const isLeftOut = /^(node_modules|dist|\.git|reports|\.stryker-tmp|test)$/;
  for (const name of readdirSync(root).filter(entry => !isLeftOut.test(entry)))
    cpSync(join(root, name), join(actionPath, name), { recursive: true });
  // What npm needs to know on this machine; and a job's NODE_ENV must not keep the compiler away.
  const npm = { npm_config_userconfig: join(homedir(), '.npmrc'), npm_config_cache: join(homedir(), '.npm') };
  const env = { ...npm, REDIS_URL: redis.url, NODE_ENV: 'production' };
  const first = await runAction(action, job({}, redis.url, { actionPath, env }));
  expect([first.exitCode, first.outputs['decision']], first.log).toEqual([0, 'ALLOW']);
  const second = await runAction(action, job({}, redis.url, { actionPath, env }));
  expect(second.exitCode).toBe(0);
  expect(second.log).not.toContain('npm');
});
