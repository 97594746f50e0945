import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import type { ConfigPart } from '../../../src/practice/config.ts';
import application from '../../../src/systems/application/index.ts';
import { openLab } from '../lab.ts';
import type { Lab } from '../lab.ts';
import { openWorld } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';

let lab: Lab;
beforeAll(async () => void (lab = await openLab()));
afterAll(() => lab.close());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function worldOf(config: ConfigPart): Promise<HealWorld> {
  const world = await openWorld(application, config);
  closers.push(() => world.end());
  return world;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'orixoon-application-'));
  closers.push(() => rm(path, { recursive: true }));
  return path;
}

describe('errors in a log file', () => {
  const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString().slice(0, 19);
  const worldAt = async (lines: readonly string[] | null, over: ConfigPart = {}, changedMs = Date.now()) => {
    const log_file = join(await folder(), 'app.log');
    if (lines) {
      await writeFile(log_file, lines.map(line => `${line}\n`).join(''));
      await utimes(log_file, changedMs / 1000, changedMs / 1000);
    }
    const application = { log_file, max_errors: 2, error_window_seconds: 60, ...(over['application'] as ConfigPart) };
    return worldOf({ connections: { docker: { host: lab.host } }, phases: { ...over, application } });
  };
  const look = async (lines: string[] | null): Promise<Finding> => (await worldAt(lines)).finding('errors');

  test('are those of the window, with the lines that belong to them', async () => {
    const old = Array.from({ length: 9 }, () => `${at(300)}Z ERROR long ago`);
    const few = await look([
      ...old,
      `${at(10)}Z ERROR now`,
      'ValueError: no Exception at its start',
      `${at(5)}Z INFO fine`,
    ]);
    expect(few).toMatchObject({ status: 'passed', observed: 2 });
    const many = await look([...old, ...['a', 'b', 'c'].map(what => `[${at(3)}Z] ERROR ${what}`)]);
    expect(many).toMatchObject({ status: 'failed', issue: 'high_error_rate', observed: 3, threshold: 2 });
  });

  test('are told by the file’s own age where the stamps have no zone', async () => {
    const stamped = (secondsAgo: number) => at(secondsAgo + 3 * 3600).replace('T', ' ');
    const lines = [`${stamped(300)},120 ERROR old`, ...[9, 8, 7].map(ago => `${stamped(ago)},120 ERROR new`)];
    expect(await look(lines)).toMatchObject({ status: 'failed', observed: 3 });
  });

  test('cannot be told without stamps, nor without the file: an error that says what to do', async () => {
    const unstamped = await look(['ERROR', 'ERROR', 'ERROR']);
    expect(unstamped).toMatchObject({ status: 'error', issue: null });
    expect(unstamped.message).toMatch(
      /phases\.application\.log_file: expected lines .* begin with date and time.*leave log_file out/,
    );
    expect(await look(null)).toMatchObject({ status: 'error', issue: null });
    expect(await look([])).toMatchObject({ status: 'passed', observed: 0 });
  });

  test('count from the last heal on: of what the application rests on, or of anything where nothing says what that is', async () => {
    const lines = [...[30, 29, 28].map(ago => `${at(ago)}Z ERROR old`), `${at(5)}Z ERROR new`];
    const withHeal = async (nodes: readonly string[] | null, phases: ConfigPart): Promise<Finding | undefined> => {
      const { look: eyes } = await worldAt(lines, phases);
      const healedAtMs = (asked?: readonly string[]) =>
        nodes && (asked?.some(node => nodes.includes(node)) ?? true) ? Date.now() - 10_000 : null;
      return (await application.inspect({ ...eyes, healedAtMs })).find(({ check }) => check === 'errors');
    };
    const inContainer = {
      application: { container: 'shop' },
      containers: { expected: [{ name: 'shop', depends_on: ['db'] }, { name: 'db' }, { name: 'other' }] },
      database: { container: 'db' },
      redis: { container: 'other' },
    };
    expect(await withHeal(null, {})).toMatchObject({ status: 'failed', observed: 4 });
    expect(await withHeal(['redis/redis'], {})).toMatchObject({ status: 'passed', observed: 1 });
    for (const [healed, observed] of [
      [['application/shop'], 1],
      [['containers/shop'], 1],
      [['database/db'], 1],
      [['redis/other', 'containers/other'], 4],
      [null, 4],
    ] as const)
      expect((await withHeal(healed, inContainer))?.observed).toBe(observed);
  });

  test('count from the start of its container on', async () => {
    const container = await lab.run('logs', 'sleep 1000');
    const { startedAtMs } = await lab.view(container);
    const stamped = (ms: number) => new Date((startedAtMs ?? 0) + ms).toISOString();
    const lines = [-3000, -2000, -1000].map(ms => `${stamped(ms)} ERROR before`);
    const phases = { application: { container: `${lab.prefix}logs`, restart_window_seconds: 1 } };
    const before = await worldAt(lines, phases);
    expect(await before.finding('errors')).toMatchObject({ status: 'passed', observed: 0 });
    const after = await worldAt([...lines, ...[50, 60, 70].map(ms => `${stamped(ms)} ERROR since`)], phases);
    expect(await after.finding('errors')).toMatchObject({ status: 'failed', issue: 'high_error_rate', observed: 3 });
  });
});
