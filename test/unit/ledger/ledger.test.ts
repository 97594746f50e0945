import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Moment } from '../../../src/core/clock.ts';
import { elapsedMs } from '../../../src/core/clock.ts';
import { OrixoonError } from '../../../src/errors.ts';
import { LedgerError } from '../../../src/ledger/ledger-error.ts';
import { openLedger, readLedger } from '../../../src/ledger/ledger.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { moment } from '../../../src/ledger/moment.ts';
import type { Reservation } from '../../../src/ledger/record.ts';
import { compileLedger, freshFolder, runChild } from './child.ts';

const DAY_MS = 86_400_000;

const reservation = (id: string, at: Moment = moment()): Reservation => ({
  id,
  runId: 'run-1',
  phase: 'containers',
  issue: 'container_not_running',
  target: 'redis',
  action: 'start_container',
  budget: 'container',
  at,
});

const fileIn = (directory: string): string => join(directory, '.orixoon', 'staging.ledger.jsonl');

/** Open it, use it, close it. */
function within<T>(directory: string, use: (ledger: Ledger) => T, now: Moment = moment()): T {
  const ledger = openLedger(directory, 'staging', now);
  try {
    return use(ledger);
  } finally {
    ledger.close();
  }
}

function ledgerError(act: () => unknown): LedgerError {
  try {
    act();
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
  throw new Error('expected a LedgerError, but nothing was thrown');
}

/** A ledger file with these lines. */
function given(lines: readonly unknown[]): string {
  const directory = freshFolder();
  mkdirSync(dirname(fileIn(directory)));
  const texts = lines.map(line => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`));
  writeFileSync(fileIn(directory), texts.join(''));
  return directory;
}

const reserved = (id: string, at?: Moment): object => ({ kind: 'reserved', attempt: reservation(id, at) });
const settled = (id: string, result = 'healed'): object => ({ kind: 'settled', id, result, at: moment() });

describe('what is written is there for the next run', () => {
  test('reserved and settled, in order, with every field', () => {
    const directory = freshFolder();
    const first = reservation('run-1/1');
    const second = { ...reservation('run-1/2'), target: 'app "ü"\n\u2028', budget: 'none' as const };
    within(directory, ledger => {
      expect(ledger.history()).toEqual([]);
      ledger.reserve(first);
      expect(ledger.history()).toEqual([{ ...first, result: 'unsettled' }]);
      ledger.settle(first.id, 'unhealed');
      ledger.reserve(second);
      expect(ledger.unsettledAtStart).toEqual([]);
    });
    const expected = [
      { ...first, result: 'unhealed' },
      { ...second, result: 'unsettled' },
    ];
    expect(readLedger(directory, 'staging')).toEqual(expected);
    within(directory, ledger => {
      expect(ledger.history()).toEqual(expected);
      expect(ledger.unsettledAtStart).toEqual([expected[1]]);
      ledger.settle(second.id, 'interrupted');
    });
    expect(readLedger(directory, 'staging')[1]?.result).toBe('interrupted');
  });

  test('each record is a line on the disk before the call returns', () => {
    const directory = freshFolder();
    within(directory, ledger => {
      ledger.reserve(reservation('1'));
      expect(readFileSync(fileIn(directory), 'utf8')).toBe(
        `${JSON.stringify(reserved('1', ledger.history()[0]?.at))}\n`,
      );
      ledger.settle('1', 'failed');
      expect(readFileSync(fileIn(directory), 'utf8').split('\n')).toHaveLength(3);
    });
  });

  test('only the owner may read it, whatever the umask was and whatever it had before', () => {
    const directory = given([]);
    chmodSync(fileIn(directory), 0o666);
    chmodSync(dirname(fileIn(directory)), 0o755);
    const before = process.umask(0);
    try {
      const fresh = freshFolder();
      for (const place of [directory, fresh]) {
        within(place, ledger => {
          ledger.reserve(reservation('1'));
        });
        expect(statSync(fileIn(place)).mode & 0o777).toBe(0o600);
        expect(statSync(dirname(fileIn(place))).mode & 0o777).toBe(0o700);
      }
    } finally {
      process.umask(before);
    }
  });

  test('environments whose names are alike have ledgers of their own', () => {
    const directory = freshFolder();
    const names = ['staging', 'Staging', 'staging/eu', 'staging-eu', '../staging', '..', '', 'ü', 'a'.repeat(300)];
    for (const name of names) {
      const ledger = openLedger(directory, name, moment());
      ledger.reserve({ ...reservation('1'), target: name });
      ledger.close();
    }
    for (const name of names) expect(readLedger(directory, name)[0]?.target).toBe(name);
    const files = readdirSync(join(directory, '.orixoon')).map(file => file.toLowerCase());
    expect(new Set(files).size).toBe(names.length);
    expect(readdirSync(directory)).toEqual(['.orixoon']);
  });
});

describe('a dry run', () => {
  test('reads an absent ledger as empty and makes nothing', () => {
    const directory = freshFolder();
    expect(readLedger(directory, 'staging')).toEqual([]);
    expect(readLedger(join(directory, 'not-there'), 'staging')).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('changes no byte, even where a run that heals would tidy up', () => {
    const now = moment();
    const past = { ...now, wallMs: now.wallMs - 30 * DAY_MS, bootId: 'old' };
    const future = { ...now, wallMs: now.wallMs + DAY_MS, bootId: 'old' };
    const directory = given([reserved('old', past), settled('old'), reserved('future', future)]);
    const before = readFileSync(fileIn(directory));
    expect(readLedger(directory, 'staging').map(({ id }) => id)).toEqual(['old', 'future']);
    expect(readFileSync(fileIn(directory)).equals(before)).toBe(true);
    expect(readdirSync(dirname(fileIn(directory)))).toHaveLength(1);
  });
});

describe('a ledger that cannot be trusted', () => {
  const good = reserved('1');
  const [attempt] = [reservation('1')];
  test.each<[string, readonly unknown[], number | null, RegExp]>([
    ['a torn last line', [good, '{"kind":"settled","id":"1","res'], 2, /no end: a write was cut short/],
    ['a whole record whose end of line is missing', [good, JSON.stringify(settled('1'))], 2, /no end/],
    ['a torn line in the middle', ['{"kind":"res\n', good], 1, /not JSON/],
    ['an empty line', [good, '\n', settled('1')], 2, /not JSON/],
    ['zeros, as a power cut leaves them', [good, '\0\0\0\0\n'], 2, /not JSON/],
    ['bytes that are no text', [good, Buffer.from([0xff, 0xfe, 0x0a]).toString('latin1')], 2, /not JSON/],
    ['a duplicate id', [good, good], 2, /reserved a second time/],
    ['settled without reserved', [settled('9')], 1, /9 is settled, but was never reserved/],
    ['settled twice', [good, settled('1', 'failed'), settled('1')], 3, /was settled as failed before/],
    ['restamped without reserved', [{ kind: 'restamped', id: '9', at: moment() }], 1, /never reserved/],
    ['an unknown kind', [good, { kind: 'annotated', id: '1' }], 2, /saw "annotated"; a newer Orixoon/],
    ['no kind', [good, {}], 2, /saw none/],
    ['a list', [good, []], 2, /object/],
    ['an unknown result', [good, settled('1', 'vanished')], 2, /"result".*saw "vanished"/],
    ['unsettled as a result', [good, settled('1', 'unsettled')], 2, /"result"/],
    ['a result of the prototype', [good, settled('1', 'constructor')], 2, /"result"/],
    ['an unknown budget', [{ kind: 'reserved', attempt: { ...attempt, budget: 'gold' } }], 1, /"budget".*saw "gold"/],
    ['a missing field', [{ kind: 'reserved', attempt: { ...attempt, target: undefined } }], 1, /"target"/],
    [
      'a time that is no number',
      [{ kind: 'reserved', attempt: { ...attempt, at: { ...moment(), wallMs: null } } }],
      1,
      /wallMs/,
    ],
  ])('%s', (_, lines, line, message) => {
    const directory = given(lines);
    for (const act of [() => readLedger(directory, 'staging'), () => openLedger(directory, 'staging', moment())]) {
      const error = ledgerError(act);
      expect(error).toBeInstanceOf(OrixoonError);
      expect(error.line).toBe(line);
      expect(error.message).toMatch(message);
      expect(error.message).toContain(`mv '${fileIn(directory)}' '${fileIn(directory)}.aside'`);
    }
  });

  test('what stands in a foreign file does not get into the message', () => {
    const directory = given(['password=hunter2\n']);
    expect(ledgerError(() => readLedger(directory, 'staging')).message).not.toContain('hunter2');
  });

  test('bytes that are not UTF-8', () => {
    const directory = given([good]);
    appendFileSync(fileIn(directory), Buffer.from([0xff, 0x0a]));
    expect(ledgerError(() => readLedger(directory, 'staging')).message).toContain('UTF-8');
  });

  test('moved aside as it says, it works again', () => {
    const directory = given(['garbage\n']);
    expect(() => openLedger(directory, 'staging', moment())).toThrow(LedgerError);
    renameSync(fileIn(directory), `${fileIn(directory)}.aside`);
    expect(within(directory, ledger => ledger.history())).toEqual([]);
  });

  test.each<[string, (file: string, folder: string) => void]>([
    ['a directory', file => mkdirSync(file, { recursive: true })],
    [
      'a link, also to a good ledger',
      (file, folder) => {
        writeFileSync(join(folder, 'good'), '');
        mkdirSync(dirname(file));
        symlinkSync(join(folder, 'good'), file);
      },
    ],
    [
      'a dangling link',
      (file, folder) => {
        mkdirSync(dirname(file));
        symlinkSync(join(folder, 'nowhere'), file);
      },
    ],
    [
      'a link in place of its directory',
      (file, folder) => {
        mkdirSync(join(folder, 'elsewhere'));
        symlinkSync(join(folder, 'elsewhere'), dirname(file));
      },
    ],
    [
      'a file in place of its directory',
      file => {
        writeFileSync(dirname(file), '');
      },
    ],
  ])('%s in its place', (_, prepare) => {
    const directory = freshFolder();
    prepare(fileIn(directory), directory);
    const before = readdirSync(directory, { recursive: true });
    expect(ledgerError(() => openLedger(directory, 'staging', moment())).message).toMatch(/mv '|Choose a reports/);
    expect(() => readLedger(directory, 'staging')).toThrow(LedgerError);
    expect(readdirSync(directory, { recursive: true })).toEqual(before);
  });

  test('a file in place of the reports directory', () => {
    const directory = join(freshFolder(), 'reports');
    writeFileSync(directory, '');
    expect(ledgerError(() => openLedger(directory, 'staging', moment())).message).toContain(
      'Choose a reports directory',
    );
    expect(() => readLedger(directory, 'staging')).toThrow(LedgerError);
  });
});

describe('records that must not be written', () => {
  test.each<[string, (ledger: Ledger) => void]>([
    [
      'the same id again',
      ledger => {
        ledger.reserve(reservation('1'));
      },
    ],
    [
      'a settling of what was never reserved',
      ledger => {
        ledger.settle('2', 'healed');
      },
    ],
    [
      'a settling as unsettled',
      ledger => {
        ledger.settle('1', 'unsettled');
      },
    ],
    [
      'a time that is no number',
      ledger => {
        ledger.reserve(reservation('2', { ...moment(), uptimeMs: NaN }));
      },
    ],
  ])('%s is refused, and the ledger stays as it was and usable', (_, act) => {
    const directory = freshFolder();
    within(directory, ledger => {
      ledger.reserve(reservation('1'));
      const before = readFileSync(fileIn(directory), 'utf8');
      expect(() => act(ledger)).toThrow(LedgerError);
      expect(readFileSync(fileIn(directory), 'utf8')).toBe(before);
      ledger.settle('1', 'healed');
    });
    expect(readLedger(directory, 'staging').map(({ id, result }) => [id, result])).toEqual([['1', 'healed']]);
  });

  test('nothing after close', () => {
    const ledger = openLedger(freshFolder(), 'staging', moment());
    ledger.close();
    ledger.close();
    expect(() => ledger.reserve(reservation('1'))).toThrow(/closed/);
  });

  test.each(['removed', 'replaced'])('nothing into a file that was %s meanwhile, and nothing more after that', how => {
    const directory = freshFolder();
    const file = fileIn(directory);
    within(directory, ledger => {
      ledger.reserve(reservation('1'));
      renameSync(file, `${file}.aside`);
      if (how === 'replaced') writeFileSync(file, '');
      expect(() => ledger.reserve(reservation('2'))).toThrow(/removed or replaced/);
      // Not even when it is back: nobody knows what happened to it.
      renameSync(`${file}.aside`, file);
      expect(() => ledger.reserve(reservation('3'))).toThrow(/removed or replaced/);
      expect(() => ledger.settle('1', 'healed')).toThrow(LedgerError);
      expect(ledger.history().map(({ id }) => id)).toEqual(['1']);
    });
    expect(readLedger(directory, 'staging').map(({ id }) => id)).toEqual(['1']);
  });
});

describe('time', () => {
  const now: Moment = { wallMs: 1_700_000_000_000, bootId: 'this boot', uptimeMs: 5 * DAY_MS };
  const ages = (directory: string, at: Moment): number[] =>
    readLedger(directory, 'staging').map(attempt => elapsedMs(attempt.at, at));

  test('a record from the future of an earlier boot ages from now on, durably', () => {
    const directory = given([reserved('1', { wallMs: now.wallMs + 9 * DAY_MS, bootId: 'earlier', uptimeMs: 1 })]);
    within(
      directory,
      ledger => {
        expect(elapsedMs(ledger.history()[0]?.at ?? now, now)).toBe(0);
      },
      now,
    );
    expect(readFileSync(fileIn(directory), 'utf8').trim().split('\n').at(-1)).toContain('"restamped"');
    expect(ages(directory, { ...now, wallMs: now.wallMs + 7000, uptimeMs: now.uptimeMs + 7000 })).toEqual([7000]);
    // And in the next boot too, by the wall clock.
    expect(ages(directory, { wallMs: now.wallMs + 7000, bootId: 'next', uptimeMs: 1 })).toEqual([7000]);
    const size = statSync(fileIn(directory)).size;
    within(directory, () => undefined, { ...now, wallMs: now.wallMs + 1 });
    expect(statSync(fileIn(directory)).size).toBe(size);
  });

  test('a clock set back within one boot takes no age from a record', () => {
    const directory = given([
      reserved('1', { wallMs: now.wallMs + 3_600_000, bootId: now.bootId, uptimeMs: now.uptimeMs - 5000 }),
    ]);
    within(directory, () => undefined, now);
    expect(ages(directory, now)).toEqual([5000]);
    expect(ages(directory, { wallMs: now.wallMs + 1000, bootId: 'next', uptimeMs: 1 })).toEqual([6000]);
  });

  test('an uptime that went back within one boot (a container was restarted) does not pin a record', () => {
    const directory = given([reserved('1', { ...now, wallMs: now.wallMs - 1, uptimeMs: now.uptimeMs + DAY_MS })]);
    within(directory, () => undefined, now);
    expect(ages(directory, { ...now, uptimeMs: now.uptimeMs + 7000 })).toEqual([7000]);
  });

  test('what is settled and older than eight days is dropped; what is younger or unsettled stays', () => {
    const ago = (ms: number): Moment => ({ wallMs: now.wallMs - ms, bootId: 'earlier', uptimeMs: 1 });
    const directory = given([
      reserved('old', ago(8 * DAY_MS + 1)),
      reserved('edge', ago(8 * DAY_MS)),
      settled('old'),
      settled('edge'),
      reserved('unsettled', ago(30 * DAY_MS)),
      reserved('young', ago(1000)),
    ]);
    const before = readFileSync(fileIn(directory), 'utf8');
    const old = openSync(fileIn(directory), 'r');
    onTestFinished(() => closeSync(old));
    writeFileSync(`${fileIn(directory)}.new`, 'left by a run that was killed while it tidied up');
    const kept = readFileSync(fileIn(directory), 'utf8')
      .split('\n')
      .filter(line => !line.includes('"old"'));
    within(
      directory,
      ledger => {
        expect(ledger.history().map(({ id, result }) => [id, result])).toEqual([
          ['edge', 'healed'],
          ['unsettled', 'unsettled'],
          ['young', 'unsettled'],
        ]);
        ledger.settle('young', 'stale');
      },
      now,
    );
    expect(readFileSync(fileIn(directory), 'utf8').startsWith(kept.join('\n'))).toBe(true);
    // The old file was not written in, so that a kill at any moment leaves it or the new one.
    expect(readFileSync(old, 'utf8')).toBe(before);
    expect(readdirSync(dirname(fileIn(directory)))).toEqual(['staging.ledger.jsonl']);
    expect(statSync(fileIn(directory)).mode & 0o777).toBe(0o600);
    expect(readLedger(directory, 'staging').at(-1)?.result).toBe('stale');
  });
});

describe('bad disks and killed runs', () => {
  let compiled = '';
  beforeAll(() => {
    compiled = compileLedger();
  });
  afterAll(() => {
    rmSync(compiled, { recursive: true, force: true });
  });

  const script = (directory: string, body: string): string =>
    `import { openLedger } from '${join(compiled, 'ledger/ledger.js')}';
     import { moment } from '${join(compiled, 'ledger/moment.js')}';
     import { writeSync } from 'node:fs';
     const attempt = id => ({ ...${JSON.stringify(reservation('x'))}, id, at: moment() });
     const say = line => writeSync(1, line + '\\n');
     const open = () => openLedger('${directory}', 'staging', moment());
     ${body}`;

  test('a full disk: the reservation throws, the file keeps its whole lines, and the next run can use it', async () => {
    const directory = freshFolder();
    // A limit on the size of a file does to a write what a full disk does: it falls short, then fails.
    const child = runChild(
      compiled,
      script(
        directory,
        `const ledger = open(); let n = 0;
         try { for (;;) { ledger.reserve(attempt('a' + n)); n++; } } catch (error) { say(error.name + ' after ' + n + ': ' + error.message); }
         try { ledger.reserve(attempt('again')); say('no'); } catch (error) { say('still ' + error.name + ' ' + ledger.history().length); }`,
      ),
      ['sh', '-c', 'ulimit -f 4; exec "$@"', 'sh'],
    );
    const said = await child.line('LedgerError after');
    const done = Number(/after (\d+)/.exec(said)?.[1]);
    expect(done).toBeGreaterThan(3);
    expect(said).toMatch(/bytes could be written.*Free some space/);
    expect(await child.line('still')).toBe(`still LedgerError ${done}`);
    expect(readLedger(directory, 'staging')).toHaveLength(done);
  });

  test.runIf(process.getuid?.() === 0)('a ledger or a directory that belongs to another user', async () => {
    const directory = freshFolder();
    chmodSync(directory, 0o755);
    chmodSync(compiled, 0o755);
    within(directory, () => undefined);
    const child = runChild(
      compiled,
      `process.setgid(65534); process.setuid(65534);
       ${script(directory, `try { open(); say('opened'); } catch (error) { say(error.name + ' ' + error.message); }`).replace(/import (.*?) from ('.*?');/g, 'const $1 = await import($2);')}`,
    );
    expect(await child.line('LedgerError')).toMatch(/EACCES.*Run as the user who owns it/);
  });

  test('kill -9 at any moment loses no record that a call has returned for, and leaves the ledger readable', async () => {
    const directory = freshFolder();
    let survived = 0;
    for (let round = 0; round < 12; round++) {
      const child = runChild(
        compiled,
        script(
          directory,
          `const ledger = open(); say('open ' + ledger.history().length);
           for (let n = 0; ; n++) {
             const id = '${round}/' + n + '/' + 'x'.repeat(n * 37 % 900);
             ledger.reserve(attempt(id)); say('reserved ' + id);
             ledger.settle(id, 'unhealed'); say('settled ' + id);
           }`,
        ),
      );
      const wanted = 1 + ((round * 7919) % 60);
      await expect.poll(() => child.lines.length, { interval: 1 }).toBeGreaterThan(wanted);
      child.process.kill('SIGKILL');
      await child.ended;
      const results = new Map(readLedger(directory, 'staging').map(({ id, result }) => [id, result]));
      for (const line of child.lines) {
        const [said, id = ''] = line.split(' ');
        if (said === 'reserved') expect(results.has(id)).toBe(true);
        if (said === 'settled') expect(results.get(id)).toBe('unhealed');
      }
      // At most the one that was under way.
      const unsettled = [...results].filter(([id, result]) => id.startsWith(`${round}/`) && result === 'unsettled');
      expect(unsettled.length).toBeLessThanOrEqual(1);
      expect(results.size).toBeGreaterThanOrEqual(survived);
      survived = results.size;
    }
    expect(survived).toBeGreaterThan(50);
  });

  test('kill -9 while old records are dropped and others re-stamped: each is there before, during and after', async () => {
    const now = moment();
    const lines = Array.from({ length: 400 }, (_, n) => {
      const wallMs = now.wallMs + (n % 2 === 0 ? -9 * DAY_MS : DAY_MS);
      return [reserved(`${n}`, { wallMs, bootId: 'earlier', uptimeMs: 1 }), settled(`${n}`)];
    }).flat();
    for (let round = 0; round < 8; round++) {
      const directory = given(lines);
      const child = runChild(compiled, script(directory, `say('go'); for (;;) open().close();`));
      await child.line('go');
      const until = performance.now() + round * 2;
      while (performance.now() < until) readdirSync(directory);
      child.process.kill('SIGKILL');
      await child.ended;
      const ids = new Set(readLedger(directory, 'staging').map(({ id }) => Number(id)));
      expect([...ids].filter(id => id % 2 === 1)).toHaveLength(200);
      expect([0, 200]).toContain([...ids].filter(id => id % 2 === 0).length);
    }
  });

  test('opening makes no directory twice and needs no lock of its own: a second handle sees the first one’s records', () => {
    const directory = freshFolder();
    within(directory, first => {
      first.reserve(reservation('1'));
      expect(existsSync(fileIn(directory))).toBe(true);
      expect(within(directory, second => second.history())).toHaveLength(1);
    });
  });
});
