import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StampedEvent } from '../../src/engine/events.ts';
import { hostWorker } from './host-worker.ts';
import type { HostWorker } from './host-worker.ts';
import { ledgerPath } from './ledger-of.ts';
import type { Desk, Ended } from './orixoon.ts';
import { orixoon, start } from './orixoon.ts';
import { BLOCK, mount, smallDisk, unmount } from './small-disk.ts';
import type { SmallDisk } from './small-disk.ts';

// An application that is well: the phase that goes on being tested, whatever befalls the heals of the other.
const app = createServer((_, response) => response.end('ok'));
beforeAll(() => new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise(resolve => app.close(resolve)));

let worker: HostWorker;
let disk: SmallDisk | undefined;
beforeEach(() => void (worker = hostWorker()));
afterEach(async () => {
  await worker.end();
  disk?.unmount();
  disk = undefined;
});

const startWorker = (): void => void execaSync(worker.startCommand[0] ?? '', worker.startCommand.slice(1));

/** A desk with two phases to test, which heals however little room there is. */
function newDesk(workers?: object): Desk {
  const health_url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  const at = worker.desk({ phases: { application: { health_url }, ...(workers ? { workers } : {}) } });
  amend(at, { safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 1000, min_free_disk_gb: 0 } });
  return at;
}

const amend = (at: Desk, part: object): void =>
  writeFileSync(at.config, JSON.stringify({ ...(JSON.parse(readFileSync(at.config, 'utf8')) as object), ...part }));

/** The same, and its reports lie on a small disk. */
function deskOnDisk(workers?: object): { at: Desk; disk: SmallDisk } {
  const at = newDesk(workers);
  disk = smallDisk(at.reports);
  return { at, disk };
}

const healing = ['--auto-heal', '--yes', '--output', 'ndjson'];
const eventsIn = (text: string): StampedEvent[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as StampedEvent);

/** The worker is down and stays down: nothing was done, the rest was tested, and the run says why. */
async function expectNothingHealed(at: Desk, why: RegExp): Promise<void> {
  const down = await at.run(...healing);
  expect(down.exitCode, down.stdout).toBe(1);
  expect(await worker.alive()).toEqual([]);
  expectTested(down);
  const events = eventsIn(down.stdout);
  expect(events.filter(({ type }) => type.startsWith('heal:'))).toEqual([]);
  expect(events.filter(event => event.type === 'run:finish').at(-1)?.verdict.conclusive).toBe(false);
  const issue = events
    .flatMap(event => (event.type.startsWith('issue') && 'issue' in event ? [event.issue] : []))
    .at(-1);
  expect(issue).toMatchObject({ type: 'workers_down', outcome: 'denied' });
  expect(JSON.stringify(issue)).toMatch(why);
}

/** Both phases were looked at and judged. */
function expectTested({ stdout }: Ended): void {
  const looked = eventsIn(stdout).flatMap(event => (event.type === 'phase:finish' ? [event] : []));
  expect(looked.find(({ phase }) => phase === 'application')?.status).toBe('passed');
  expect(looked.find(({ phase }) => phase === 'workers')?.status).toMatch(/failed|passed/);
}

/** All is well, and the run may not say so. */
async function expectInconclusive(at: Desk, why: RegExp, flags = healing): Promise<void> {
  startWorker();
  const well = await at.run(...flags);
  expect(well.exitCode, well.stdout).toBe(3);
  expectTested(well);
  const end = eventsIn(well.stdout).at(-1);
  expect(end).toMatchObject({ type: 'run:finish', verdict: { decision: 'BLOCK', exitCode: 3, conclusive: false } });
  expect(JSON.stringify(end)).toMatch(why);
}

describe('the disk of the reports', () => {
  test('is full at the start: nothing is healed, all is tested, never ALLOW', async () => {
    const { at, disk: full } = deskOnDisk();
    full.fill();
    await expectNothingHealed(at, /ENOSPC|disk is full|no space/i);
    await expectInconclusive(at, /report cannot be written.*(ENOSPC|full|no space)/i);
    await expectInconclusive(at, /report cannot be written/, ['--output', 'ndjson']);
  });

  test('is full but for the last block of the ledger: an attempt that could be reserved but not reported is not made', async () => {
    const { at, disk: full } = deskOnDisk();
    expect((await at.run('--auto-heal')).exitCode).toBe(0);
    await worker.end();
    full.fill();
    const ledger = readFileSync(ledgerPath(at), 'utf8');
    expect(ledger.length % BLOCK).toBeLessThan(BLOCK - 1000); // there is room for another attempt
    await expectNothingHealed(at, /report cannot be written/);
    expect(readFileSync(ledgerPath(at), 'utf8')).toBe(ledger);
  });

  test('is read-only: nothing is healed, all is tested, never ALLOW', async () => {
    const { at, disk: frozen } = deskOnDisk();
    frozen.readOnly();
    await expectNothingHealed(at, /EROFS|read-only/i);
    await expectInconclusive(at, /report cannot be written.*(EROFS|read-only)/i);
  });

  test('becomes full in the middle of a heal: that one is ended and settled, no other is begun, and exit is not 0', async () => {
    const gate = gatedStart();
    const { at, disk: filling } = deskOnDisk({ expected: [gate.worker, gate.second] });
    const running = start(['--config', at.config, ...healing], {}, { buffer: false });
    let shown = '';
    running.stdout?.on('data', (chunk: Buffer) => (shown += String(chunk)));
    await until(() => shown.includes('"heal:start"'));
    filling.fill();
    gate.open();
    const { exitCode } = await running;
    expect(exitCode, shown).toBe(1); // the second is down still
    const events = eventsIn(shown);
    expect(events.filter(({ type }) => type === 'heal:start')).toHaveLength(1);
    expect(events.find(({ type }) => type === 'heal:finish')).toMatchObject({ outcome: 'healed' });
    expect(await worker.alive()).toHaveLength(1);
    expect(JSON.stringify(events.at(-1))).toMatch(/the report cannot be written/);
    const next = await at.run(...healing);
    expect([next.exitCode, (await worker.alive()).length], next.stdout).toEqual([1, 1]);
  });

  test('becomes full in the middle of the only heal: healed, and still exit 3', async () => {
    const gate = gatedStart();
    const { at, disk: filling } = deskOnDisk({ expected: [gate.worker] });
    const running = start(['--config', at.config, ...healing], {}, { buffer: false });
    let shown = '';
    running.stdout?.on('data', (chunk: Buffer) => (shown += String(chunk)));
    await until(() => shown.includes('"heal:start"'));
    filling.fill();
    gate.open();
    expect((await running).exitCode, shown).toBe(3);
    expect(await worker.alive()).toHaveLength(1);
    expect(JSON.stringify(eventsIn(shown).at(-1))).toMatch(/the report cannot be written/);
  });

  test('becomes full in the very last lines of a run that was about to ALLOW: exit 3', async () => {
    startWorker();
    const { at, disk: small } = deskOnDisk();
    const flags = ['--output', 'ndjson', '--phase', 'workers'];
    const first = await at.run(...flags);
    expect(first.exitCode, first.stdout).toBe(0);
    // A run of the same length, whose last line lies across the end of the last free block.
    const [before, all] = [lengthOf(first, -1), lengthOf(first)];
    const blocks = Math.ceil(all / BLOCK);
    const config = inFolderLongerBy(blocks * BLOCK - Math.round((before + all) / 2), at);
    small.leave(blocks + 1); // one for healing_actions.log
    const run = await orixoon(['--config', config, '--reports-dir', at.reports, ...flags]);
    expect(run.exitCode, run.stdout).toBe(3);
    const finishes = eventsIn(run.stdout).filter(({ type }) => type === 'run:finish');
    expect(finishes.at(-1)).toMatchObject({ verdict: { decision: 'BLOCK', exitCode: 3 } });
    // It was the last line, and nothing before it, that found no room.
    const written = readFileSync(join(at.reports, 'latest', 'events.ndjson'), 'utf8');
    expect(written.length).toBe(blocks * BLOCK);
    expect(written.split('\n').at(-1)).toContain('"run:finish"');
  });
});

const lengthOf = ({ stdout }: Ended, end?: number): number =>
  Buffer.byteLength(
    stdout
      .split('\n')
      .filter(line => line !== '')
      .slice(0, end)
      .map(line => `${line}\n`)
      .join(''),
  );

/** The desk's config again, with a path that is longer by so many bytes: the first line of every run tells it. */
function inFolderLongerBy(bytes: number, at: Desk): string {
  const names: string[] = [];
  for (let left = bytes; left > 0; left -= 201) names.push('x'.repeat(Math.max(1, Math.min(200, left - 1))));
  const folder = join(at.folder, ...names);
  mkdirSync(folder, { recursive: true });
  const config = join(folder, basename(at.config));
  writeFileSync(config, readFileSync(at.config));
  return config;
}

/** A worker whose restart command waits until the test lets it go on, and a second one that nobody starts. */
function gatedStart() {
  const { folder } = worker.desk();
  const [go, script] = [join(folder, 'go'), join(folder, 'gated.mjs')];
  const [node = '', starter = ''] = worker.startCommand;
  writeFileSync(
    script,
    `import { existsSync } from 'node:fs';
     while (!existsSync(${JSON.stringify(go)})) await new Promise(resolve => setTimeout(resolve, 20));
     await import(${JSON.stringify(starter)});`,
  );
  const marker = /orixoon-e2e-worker-[\d-]+/.exec(readFileSync(starter, 'utf8'))?.[0] ?? '-';
  return {
    worker: { name: 'first', match: marker, restart_command: [node, script] },
    second: { name: 'second', match: `${marker}-second`, restart_command: [node, starter] },
    open: () => writeFileSync(go, ''),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('it did not come to be within 120 s');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('the ledger', () => {
  /** What is done to a ledger of one good attempt, and what the run must say of it. */
  const damages: [string, RegExp, (file: string) => unknown][] = [
    ['with garbage in the middle', /line 2/, file => splice(file, text => text.replace('\n', '\n{"kind": "res\n'))],
    ['whose last line was cut short', /line 2.*cut short/, file => splice(file, text => text.slice(0, -20))],
    ['of other bytes', /UTF-8/, file => writeFileSync(file, Buffer.from([0, 1, 0xff, 0xfe, 10]))],
    [
      'with a directory in its place',
      /EISDIR|not a file/,
      file => {
        execaSync('rm', [file]);
        mkdirSync(file);
      },
    ],
    [
      'that cannot be read',
      /EIO|i\/o error/i,
      file => {
        // Reading the memory at address 0 of any process fails, for root as well.
        mount('--bind', `/proc/${process.pid}/mem`, file);
        return () => unmount(file);
      },
    ],
    [
      'in a directory that cannot be written',
      /EROFS|read-only/i,
      file => {
        const folder = join(file, '..');
        mount('--bind', folder, folder);
        mount('-o', 'remount,ro,bind', folder);
        return () => unmount(folder);
      },
    ],
  ];
  const splice = (file: string, change: (text: string) => string): void =>
    writeFileSync(file, change(readFileSync(file, 'utf8')));

  test.each(damages)(
    '%s: nothing is healed, all is tested, never ALLOW, and it is left as it is',
    async (_, said, damage) => {
      const at = newDesk();
      expect((await at.run('--auto-heal')).exitCode).toBe(0);
      await worker.end();
      const file = ledgerPath(at);
      const mend = damage(file);
      const look = (): string => {
        if (statSync(file).isDirectory()) return 'a directory';
        return statSync(file).size === 0 ? 'not to be read' : readFileSync(file, 'latin1');
      };
      try {
        const before = look();
        await expectNothingHealed(at, new RegExp(`ledger.*(${said.source})`, said.flags));
        await expectInconclusive(at, new RegExp(`ledger.*(${said.source})`, said.flags));
        expect(look()).toBe(before);
        // A run that only tests has no need of it.
        expect((await at.run()).exitCode).toBe(0);
      } finally {
        if (typeof mend === 'function') (mend as () => void)();
      }
    },
  );

  test('that was moved aside, as the message says: healing goes on', async () => {
    const at = newDesk();
    mkdirSync(join(at.reports, '.orixoon'), { recursive: true });
    appendFileSync(ledgerPath(at), 'garbage\n');
    const refused = await orixoon(['--config', at.config, '--auto-heal']);
    expect(refused.exitCode, refused.stdout).toBe(1);
    const [, from = '', to = ''] = /mv '([^']+)'\s+'([^']+)'/.exec(refused.stdout.replace(/\s*\n\s*/g, ' ')) ?? [];
    expect([basename(from), existsSync(from)]).toEqual([basename(ledgerPath(at)), true]);
    execaSync('mv', [from, to]);
    expect((await at.run('--auto-heal')).exitCode).toBe(0);
    expect(await worker.alive()).toHaveLength(1);
  });
});
