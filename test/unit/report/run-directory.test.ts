import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OrixoonError } from '../../../src/errors.ts';
import { readReport, runDirectoryOf } from '../../../src/report/read.ts';
import { foldReport } from '../../../src/report/report.ts';
import { claimRun } from '../../../src/report/run-directory.ts';
import { listRuns } from '../../../src/report/run-names.ts';
import { healedRun, runStart, stamped } from './stories.ts';

const AT = new Date('2025-01-10T14:30:15.900Z');
const later = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000);
const report = foldReport(stamped(healedRun));

let root: string;
let reports: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'orixoon-reports-'));
  reports = join(root, 'deep', 'reports');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('opening', () => {
  test('makes a directory named for the second in UTC, for this user alone', () => {
    const run = claimRun(reports, AT).open();
    expect(run.runId).toBe('20250110_143015');
    expect(run.path).toBe(join(reports, '20250110_143015'));
    expect([mode(reports), mode(run.path)]).toEqual(['700', '700']);
  });

  test('gives a second run of the same second its own', () => {
    const names = [1, 2, 3].map(() => claimRun(reports, AT).open().runId);
    expect(names).toEqual(['20250110_143015', '20250110_143015_2', '20250110_143015_3']);
  });

  test('does not take a name that a file or a dangling link holds', () => {
    mkdirSync(reports, { recursive: true });
    writeFileSync(join(reports, '20250110_143015'), '');
    symlinkSync('/nowhere', join(reports, '20250110_143015_2'));
    expect(claimRun(reports, AT).open().runId).toBe('20250110_143015_3');
  });

  test('says in clear words that a file is in the way', () => {
    writeFileSync(join(root, 'file'), '');
    for (const path of [join(root, 'file'), join(root, 'file', 'reports')]) {
      expect(() => claimRun(path, AT).open()).toThrow(OrixoonError);
      expect(() => claimRun(path, AT).open()).toThrow(/stands where a directory is needed.*--reports-dir/);
    }
  });
});

describe('while it runs', () => {
  test('each event is on the disk when append returns', () => {
    const run = claimRun(reports, AT).open();
    const events = stamped(healedRun);
    events.forEach((event, index) => {
      run.append(event);
      const lines = readFileSync(join(run.path, 'events.ndjson'), 'utf8').trimEnd().split('\n');
      expect(lines.map(line => JSON.parse(line) as unknown)).toEqual(events.slice(0, index + 1));
    });
    const log = readFileSync(join(run.path, 'healing_actions.log'), 'utf8');
    expect(log).toContain('2025-01-10 14:30:26 | SUCCESS | Container redis started successfully\n');
    expect(log.trimEnd().split('\n')).toHaveLength(report.timeline.length);
    expect([mode(join(run.path, 'events.ndjson')), mode(join(run.path, 'healing_actions.log'))]).toEqual([
      '600',
      '600',
    ]);
  });

  test('`latest` shows this run at once, and a killed run can be read by it', () => {
    claimRun(reports, AT).open().finish(report);
    const killed = claimRun(reports, later(60)).open();
    for (const event of stamped(healedRun).slice(0, 9)) killed.append(event);
    expect(readlinkSync(join(reports, 'latest'))).toBe(killed.runId);
    expect(readReport(join(reports, 'latest'))).toMatchObject({ complete: false, decision: 'BLOCK' });
  });

  test('a full disk is said in clear words, and the next event is not lost with it', () => {
    const run = claimRun(reports, AT).open();
    const [first, second, third] = stamped(healedRun);
    if (!first || !second || !third) throw new Error('the story has three events');
    run.append(first);
    const path = join(run.path, 'events.ndjson');
    const written = readFileSync(path, 'utf8');
    rmSync(path);
    symlinkSync('/dev/full', path);
    expect(() => run.append(second)).toThrow(OrixoonError);
    expect(() => run.append(second)).toThrow(/cannot write .*events\.ndjson: no space is left/);
    rmSync(path);
    writeFileSync(path, `${written}{"type":"phase:st`);
    run.append(third);
    expect(readReport(run.path)).toMatchObject({
      phases: [
        {},
        { name: 'containers' },
        { name: 'redis', message: expect.stringContaining('ended before') as string },
      ],
      notes: [{ message: 'events.ndjson: 1 of 3 lines are cut off or damaged, and left out of this report' }],
    });
  });
});

describe('finishing', () => {
  test('leaves the five files whole, and nothing else', () => {
    const run = claimRun(reports, AT).open();
    for (const event of stamped(healedRun)) run.append(event);
    run.finish(report);
    const files = readdirSync(run.path).sort();
    expect(files).toEqual(['events.ndjson', 'healing_actions.log', 'junit.xml', 'report.html', 'report.json']);
    expect(files.map(file => mode(join(run.path, file)))).toEqual(['600', '600', '600', '600', '600']);
    expect(JSON.parse(readFileSync(join(run.path, 'report.json'), 'utf8'))).toEqual(report);
    expect(readFileSync(join(run.path, 'junit.xml'), 'utf8')).toContain('<testsuites name="orixoon"');
    expect(readFileSync(join(run.path, 'report.html'), 'utf8')).toContain('<!doctype html>');
  });

  test('points `latest` at the run by a relative link, over whatever it pointed at', () => {
    mkdirSync(reports, { recursive: true });
    symlinkSync('/nowhere/at/all', join(reports, 'latest'));
    const first = claimRun(reports, AT).open();
    const second = claimRun(reports, AT).open();
    expect(readlinkSync(join(reports, 'latest'))).toBe('20250110_143015_2');
    first.finish(report);
    expect(readlinkSync(join(reports, 'latest'))).toBe('20250110_143015');
    second.finish(report);
    expect(readlinkSync(join(reports, 'latest'))).toBe('20250110_143015_2');
    expect(readdirSync(reports).filter(name => name.startsWith('.'))).toEqual([]);
  });

  test('where no link can be, `latest.txt` holds the name, and reading by `latest` finds it', () => {
    mkdirSync(join(reports, 'latest'), { recursive: true });
    const run = claimRun(reports, AT).open();
    run.finish(report);
    expect(readFileSync(join(reports, 'latest.txt'), 'utf8')).toBe('20250110_143015\n');
    expect(runDirectoryOf(reports, 'latest')).toBe(run.path);
    rmSync(join(reports, 'latest'), { recursive: true });
    run.finish(report);
    expect(existsSync(join(reports, 'latest.txt'))).toBe(false);
  });

  test('a directory that was removed is said in clear words', () => {
    const run = claimRun(reports, AT).open();
    rmSync(run.path, { recursive: true });
    expect(() => run.finish(report)).toThrow(/cannot write the report in .*20250110_143015: it is not there/);
  });
});

describe('pruning', () => {
  /** A finished run of so many seconds later. */
  const finished = (seconds: number): string => {
    const run = claimRun(reports, later(seconds)).open();
    run.append({ ...runStart, at: later(seconds).toISOString() });
    run.finish(report);
    return run.runId;
  };

  test('keeps so many of the newest, this one among them', () => {
    for (const seconds of [3, 0, 2, 1]) finished(seconds);
    for (let nth = 2; nth <= 11; nth += 1) finished(3);
    const run = claimRun(reports, later(4)).open();
    expect(run.prune(3)).toHaveLength(12);
    expect(listRuns(reports)).toEqual(['20250110_143018_10', '20250110_143018_11', '20250110_143019']);
    expect(run.prune(3)).toEqual([]);
  });

  test.each([1, 0, -1])('never removes this one (keep %i), even if it is the oldest by name', keep => {
    const run = claimRun(reports, AT).open();
    run.append({ ...runStart, at: AT.toISOString() });
    run.finish(report);
    finished(60);
    run.prune(keep);
    expect(existsSync(join(run.path, 'report.json'))).toBe(true);
  });

  test('touches nothing that is not a run of ours, and follows no link', () => {
    const elsewhere = join(root, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'events.ndjson'), 'precious');
    writeFileSync(join(elsewhere, 'report.json'), '{}');
    mkdirSync(reports, { recursive: true });
    symlinkSync(elsewhere, join(reports, '20200101_000000'));
    for (const name of ['20200101_000001', 'notes', '20200101_000002_1', '20200101_000003x'])
      mkdirSync(join(reports, name));
    for (const name of ['notes', '20200101_000002_1', '20200101_000003x'])
      writeFileSync(join(reports, name, 'events.ndjson'), '');
    mkdirSync(join(reports, '20200101_000004'));
    symlinkSync(join(elsewhere, 'events.ndjson'), join(reports, '20200101_000004', 'events.ndjson'));
    for (const name of ['20200101_000001', '20200101_000004']) writeFileSync(join(reports, name, 'report.json'), '{}');
    const old = finished(0);
    symlinkSync(elsewhere, join(reports, old, 'way-out'));
    const run = claimRun(reports, later(1)).open();
    expect(run.prune(1)).toEqual([old]);
    expect(readFileSync(join(elsewhere, 'events.ndjson'), 'utf8')).toBe('precious');
    expect(lstatSync(join(reports, '20200101_000000')).isSymbolicLink()).toBe(true);
    for (const name of ['20200101_000001', '20200101_000002_1', '20200101_000003x', '20200101_000004', 'notes'])
      expect(existsSync(join(reports, name))).toBe(true);
  });

  test('never removes a run that holds state which a heal moved aside: it may be the only copy', () => {
    const holding = finished(0);
    const plain = finished(1);
    writeFileSync(join(reports, holding, 'state-app-20250110143015900-1.tar'), 'precious');
    writeFileSync(join(reports, plain, 'restart-app.log'), '');
    const run = claimRun(reports, later(2)).open();
    expect(run.prune(1)).toEqual([plain]);
    expect(readFileSync(join(reports, holding, 'state-app-20250110143015900-1.tar'), 'utf8')).toBe('precious');
    rmSync(join(reports, holding, 'state-app-20250110143015900-1.tar'));
    expect(run.prune(1)).toEqual([holding]);
  });

  test('leaves a run without a report alone for a day: it may be going on', () => {
    const other = claimRun(reports, AT).open();
    other.append({ ...runStart, at: AT.toISOString() });
    const run = claimRun(reports, later(1)).open();
    expect(run.prune(1)).toEqual([]);
    const yesterday = Date.now() / 1000 - 90_000;
    utimesSync(join(other.path, 'events.ndjson'), yesterday, yesterday);
    expect(run.prune(1)).toEqual([other.runId]);
  });
});
