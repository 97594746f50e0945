import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acquireLock } from '../../../src/ledger/lock.ts';
import { LockedError } from '../../../src/ledger/locked-error.ts';
import { bootId } from '../../../src/ledger/moment.ts';
import { processStart } from '../../../src/ledger/process-start.ts';
import { OrixoonError } from '../../../src/errors.ts';
import { compileLedger, freshFolder, runChild } from './child.ts';
import type { Child } from './child.ts';

const run = { run_id: 'run-1', report: '/reports/20250110_143015' };

let compiled = '';
beforeAll(() => {
  compiled = compileLedger();
});
afterAll(() => {
  rmSync(compiled, { recursive: true, force: true });
});

/** A process that says "ready", takes the lock when told to, says how it went, and then stays until it is told to end. */
const contender = (directory: string, runId = 'other', key = 'staging'): Child =>
  runChild(
    compiled,
    `import { acquireLock } from '${join(compiled, 'ledger/lock.js')}';
     import { createInterface } from 'node:readline';
     let lock;
     console.log('ready');
     for await (const line of createInterface({ input: process.stdin })) {
       if (line === 'release') { lock.release(); console.log('released'); continue; }
       try {
         lock = acquireLock(${JSON.stringify(key)}, { run_id: ${JSON.stringify(runId)}, report: null }, ${JSON.stringify(directory)});
         console.log('won ' + lock.file);
       } catch (error) { console.log(error.name === 'LockedError' ? 'lost ' + error.message : 'broke ' + error.stack); }
     }`,
  );

async function holding(directory: string): Promise<Child> {
  const child = contender(directory);
  await child.line('ready');
  child.process.stdin.write('go\n');
  await child.line('won');
  return child;
}

async function killed(child: Child): Promise<void> {
  child.process.kill('SIGKILL');
  await child.ended;
}

/** What the newest lock file says, to forge others from. */
const holderIn = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

const startOf = (pid: number): string => {
  const found = processStart(pid);
  if (found.kind !== 'at') throw new Error(`process ${pid} is ${found.kind}`);
  return found.start;
};

const forged = (changes: Record<string, unknown>): string =>
  JSON.stringify({
    pid: process.pid,
    process_start: startOf(process.pid),
    boot_id: bootId(),
    pid_namespace: process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : '',
    host: hostname(),
    run_id: 'forged',
    since: '2025-01-10T14:30:15.000Z',
    report: null,
    ...changes,
  });

const lockIn =
  (directory: string): (() => unknown) =>
  () =>
    acquireLock('staging', run, directory);

function refusal(directory: string): LockedError {
  try {
    acquireLock('staging', run, directory);
  } catch (error) {
    if (error instanceof LockedError) return error;
    throw error;
  }
  throw new Error('expected a LockedError, but the lock was taken');
}

describe('one run at a time', () => {
  test('a fresh lock is taken, names its holder, and keeps this very process out too', () => {
    const directory = join(freshFolder(), 'locks');
    const lock = acquireLock('staging', run, directory);
    expect(holderIn(lock.file)).toMatchObject({
      pid: process.pid,
      run_id: 'run-1',
      report: run.report,
      host: hostname(),
    });
    const error = refusal(directory);
    expect(error).toBeInstanceOf(OrixoonError);
    expect(error.holder?.pid).toBe(process.pid);
    for (const word of ['"staging"', 'run-1', `pid ${process.pid}`, hostname(), run.report, 'Wait until it ends'])
      expect(error.message).toContain(word);
    expect(error.message).toMatch(/since \d{4}-\d\d-\d\dT/);
    lock.release();
  });

  test('released, it is free; releasing twice does not free the next holder', () => {
    const directory = freshFolder();
    const first = acquireLock('staging', run, directory);
    first.release();
    const second = acquireLock('staging', { run_id: 'run-2', report: null }, directory);
    first.release();
    expect(refusal(directory).holder?.run_id).toBe('run-2');
    second.release();
    acquireLock('staging', run, directory).release();
  });

  test('other keys are other locks, however alike they look', () => {
    const directory = freshFolder();
    const keys = [
      'staging',
      'Staging',
      'staging.1',
      'staging/eu',
      'staging eu',
      '..',
      '',
      'sta\u0000ging',
      'x'.repeat(500),
    ];
    const locks = keys.map(key => acquireLock(key, run, directory));
    expect(new Set(locks.map(lock => lock.file.toLowerCase())).size).toBe(keys.length);
    for (const lock of locks) lock.release();
  });

  test('a crowd of runs one after the other leaves one small file behind', () => {
    const directory = freshFolder();
    for (let round = 0; round < 50; round++) acquireLock('staging', run, directory).release();
    expect(readdirSync(directory)).toEqual(['staging.50.lock']);
  });

  test('the directory is shared by all users, the file can be read by all', () => {
    const directory = join(freshFolder(), 'locks');
    const before = process.umask(0o077);
    try {
      const lock = acquireLock('staging', run, directory);
      expect(statSync(directory).mode & 0o7777).toBe(0o1777);
      expect(statSync(lock.file).mode & 0o777).toBe(0o644);
      lock.release();
    } finally {
      process.umask(before);
    }
  });
});

describe('a holder that is gone, or is not', () => {
  test('SIGKILL frees the lock at once', async () => {
    const directory = freshFolder();
    const child = await holding(directory);
    expect(refusal(directory).holder?.pid).toBe(child.process.pid);
    await killed(child);
    acquireLock('staging', run, directory).release();
  });

  test('a stopped holder (SIGSTOP) is still the holder', async () => {
    const directory = freshFolder();
    const child = await holding(directory);
    child.process.kill('SIGSTOP');
    expect(refusal(directory).holder?.pid).toBe(child.process.pid);
    child.process.kill('SIGCONT');
  });

  test('a killed holder that nobody has buried yet (a zombie) is gone', async () => {
    const directory = freshFolder();
    // The shell starts the holder and never waits for it: once killed, it stays a zombie.
    const child = runChild(
      compiled,
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       writeFileSync(process.argv[1] + '.holder.mjs', "import { acquireLock } from '${join(compiled, 'ledger/lock.js')}'; acquireLock('staging', { run_id: 'other', report: null }, '${directory}'); console.log('held ' + process.pid); setInterval(() => {}, 1000);");
       spawn('sh', ['-c', process.execPath + ' ' + process.argv[1] + '.holder.mjs & exec sleep 60'], { stdio: ['ignore', 'inherit', 'inherit'] });
       setInterval(() => {}, 1000);`,
    );
    const pid = Number((await child.line('held')).split(' ')[1]);
    expect(refusal(directory).holder?.pid).toBe(pid);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => processStart(pid).kind).toBe('gone');
    acquireLock('staging', run, directory).release();
  });

  test.each([
    ['another start time, though the pid lives (PID reuse)', { process_start: '1' }, 'free'],
    ['pid 1 with another start time (a container that was restarted)', { pid: 1, process_start: 'x' }, 'free'],
    ['an earlier boot of this machine', { boot_id: 'an earlier boot' }, 'free'],
    ['this very process', {}, 'held'],
    ['a start that could not be read', { process_start: '' }, 'when it started cannot be read'],
    ['another machine', { boot_id: 'another boot', host: 'another-machine' }, 'another machine, another-machine'],
    ['another container', { pid_namespace: 'pid:[1]' }, 'another container'],
  ])('a lock file that names %s', (_, changes, expected) => {
    const directory = freshFolder();
    writeFileSync(join(directory, 'staging.7.lock'), forged(changes));
    if (expected === 'free') acquireLock('staging', run, directory).release();
    else if (expected === 'held') expect(refusal(directory).holder?.run_id).toBe('forged');
    else
      expect(refusal(directory).message).toMatch(
        new RegExp(`${expected}.*remove it: rm '${directory}/staging.7.lock'`),
      );
  });

  test('age alone frees nothing', () => {
    const directory = freshFolder();
    writeFileSync(join(directory, 'staging.7.lock'), forged({ since: '1999-01-01T00:00:00.000Z' }));
    expect(refusal(directory).message).toContain('1999-01-01');
  });

  test('nothing that another user writes into his lock file steers the terminal', () => {
    const directory = freshFolder();
    writeFileSync(join(directory, 'staging.7.lock'), forged({ run_id: '\u001b[2Jgone\n' }));
    expect(refusal(directory).message).toContain('?[2Jgone?');
  });
});

describe('what is no lock file', () => {
  test.each([
    ['empty', ''],
    ['cut', '{"pid": 1, "process_st'],
    ['garbage', '\u0000\u0001 not ours'],
    ['another kind of JSON', '[1, 2]'],
    ['null', 'null'],
    ['a pid of 0', forged({ pid: 0 })],
    ['a negative pid, which would name a group', forged({ pid: -1 })],
    ['a pid in words', forged({ pid: String(process.pid) })],
    ['no start', forged({ process_start: undefined })],
  ])('%s: does not lock', (_, text) => {
    const directory = freshFolder();
    writeFileSync(join(directory, 'staging.3.lock'), text);
    const lock = acquireLock('staging', run, directory);
    expect(readdirSync(directory)).toEqual(['staging.4.lock']);
    expect(refusal(directory).holder?.run_id).toBe('run-1');
    lock.release();
  });

  test('a directory, and a link (which is not followed), in its place do not lock', () => {
    const directory = freshFolder();
    const elsewhere = join(directory, 'elsewhere');
    writeFileSync(elsewhere, forged({}));
    mkdirSync(join(directory, 'staging.3.lock'));
    symlinkSync(elsewhere, join(directory, 'staging.4.lock'));
    acquireLock('staging', run, directory).release();
    expect(existsSync(elsewhere)).toBe(true);
  });

  test('the directory of the locks is a link, or a file: an error that is no LockedError and says what to do', () => {
    const folder = freshFolder();
    symlinkSync(folder, join(folder, 'link'));
    writeFileSync(join(folder, 'file'), '');
    expect(lockIn(join(folder, 'link'))).toThrow(/is a link/);
    expect(lockIn(join(folder, 'file'))).toThrow(/no lock can be made in .*TMPDIR/);
    expect(lockIn(join(folder, 'file'))).not.toThrow(LockedError);
  });

  test('drafts of killed processes are swept away, those of living ones are not', async () => {
    const directory = freshFolder();
    const child = await holding(directory);
    await killed(child);
    const draft = (pid: number): string => `staging.${pid}.4c3d6ab6-9f0e-4a3a-8e4b-0a4f4a2b1c3d.draft`;
    writeFileSync(join(directory, draft(child.process.pid ?? 0)), '');
    writeFileSync(join(directory, draft(process.pid)), '');
    acquireLock('staging', run, directory).release();
    expect(readdirSync(directory).filter(name => name.endsWith('.draft'))).toEqual([draft(process.pid)]);
  });

  test.runIf(process.getuid?.() === 0)('a file of another user that cannot be read counts as held', async () => {
    const directory = freshFolder();
    chmodSync(directory, 0o1777);
    chmodSync(compiled, 0o755);
    writeFileSync(join(directory, 'staging.3.lock'), forged({}), { mode: 0o600 });
    const child = runChild(
      compiled,
      `import { acquireLock } from '${join(compiled, 'ledger/lock.js')}';
       process.setgid(65534); process.setuid(65534);
       try { acquireLock('staging', { run_id: 'x', report: null }, '${directory}'); console.log('won'); }
       catch (error) { console.log(error.name + ' ' + error.message); }
       const lock = acquireLock('mine', { run_id: 'x', report: null }, '${directory}'); lock.release(); console.log('own lock');`,
    );
    expect(await child.line('LockedError')).toMatch(/belongs to another user and cannot be read.*rm '/);
    await child.line('own lock');
  });
});

describe('ten at once', () => {
  const prepare: Record<string, (directory: string) => void> = {
    'on nothing': () => undefined,
    'on an empty file': directory => {
      writeFileSync(join(directory, 'staging.1.lock'), '');
    },
    'on a dead holder': directory => {
      writeFileSync(join(directory, 'staging.9.lock'), forged({ process_start: '1' }));
    },
    'on three dead holders': directory => {
      for (const n of [1, 2, 3]) writeFileSync(join(directory, `staging.${n}.lock`), forged({ process_start: '1' }));
    },
  };

  test('exactly one wins and nine are locked out, round after round', async () => {
    const rounds = Object.values(prepare).flatMap(make => Array.from({ length: 25 }, () => make));
    const directories = rounds.map(() => freshFolder());
    const children = Array.from({ length: 10 }, (_, n) => gladiator(directories, n));
    await Promise.all(children.map(child => child.line('ready')));
    for (const [round, make] of rounds.entries()) {
      make(directories[round] ?? '');
      for (const child of children) child.process.stdin.write(`${round}\n`);
      const said = await Promise.all(children.map(child => child.line(`${round} `)));
      expect(said.filter(line => line.endsWith(' won'))).toHaveLength(1);
      expect(said.filter(line => line.endsWith(' lost'))).toHaveLength(9);
    }
  });

  test('winners that are killed and take over from each other: never two, and never none for long', async () => {
    const directory = freshFolder();
    const log = join(directory, 'log');
    // Each takes the lock, marks its stay, and releases it or dies while it holds it.
    const children = Array.from({ length: 10 }, (_, n) =>
      runChild(
        compiled,
        `import { acquireLock } from '${join(compiled, 'ledger/lock.js')}';
         import { appendFileSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
         let wins = 0;
         const end = Date.now() + 60_000;
         while (Date.now() < end) {
           let lock;
           try { lock = acquireLock('staging', { run_id: 'r${n}', report: null }, '${directory}'); }
           catch (error) { if (error.name !== 'LockedError') { console.log('broke ' + error.stack); throw error; } continue; }
           appendFileSync('${log}', '+${n}\\n');
           wins++;
           if (wins === ${n + 2} * 3) { console.log('dying'); process.kill(process.pid, 'SIGKILL'); }
           appendFileSync('${log}', '-${n}\\n');
           lock.release();
         }
         console.log('done ' + wins);`,
      ),
    );
    await Promise.all(children.map(child => child.ended));
    expect(children.flatMap(child => child.lines).filter(line => line.startsWith('broke'))).toEqual([]);
    const entries = readFileSync(log, 'utf8').trim().split('\n');
    const deaths = children.filter(child => child.lines.includes('dying')).length;
    expect(deaths).toBeGreaterThan(3);
    expect(entries.length).toBeGreaterThan(60);
    // Between a "+n" and its "-n" stands nothing; a "+n" without one is a death.
    let unended = 0;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index] ?? '';
      expect(entry.startsWith('+')).toBe(true);
      if (entries[index + 1] === `-${entry.slice(1)}`) index++;
      else unended++;
    }
    expect(unended).toBe(deaths);
  });
});

const gladiator = (directories: readonly string[], n: number): Child =>
  runChild(
    compiled,
    `import { acquireLock } from '${join(compiled, 'ledger/lock.js')}';
     import { createInterface } from 'node:readline';
     const directories = ${JSON.stringify(directories)};
     console.log('ready');
     for await (const line of createInterface({ input: process.stdin })) {
       try { acquireLock('staging', { run_id: 'r${n}', report: null }, directories[Number(line)]); console.log(line + ' won'); }
       catch (error) { console.log(line + (error.name === 'LockedError' ? ' lost' : ' broke ' + error.stack)); }
     }`,
  );
