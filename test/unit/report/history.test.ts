import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHistory, spread } from '../../../src/report/history.ts';
import { claimRun } from '../../../src/report/run-directory.ts';
import { foldReport } from '../../../src/report/report.ts';
import { runName } from '../../../src/report/run-names.ts';
import { healedRun, stamped } from './stories.ts';

const identity = { id: 'c0ffee', startedAt: '2025-01-10T11:30:15Z' };
const evidence = { used_bytes: 1 };
const events = healedRun.map(event =>
  event.type === 'phase:finish'
    ? { ...event, findings: event.findings.slice(0, 1).map(finding => ({ ...finding, identity, evidence })) }
    : event,
);
const report = foldReport(stamped(events));
const running = { phase: 'containers', check: 'running' };
const at = (second: number): Date => new Date(Date.UTC(2025, 0, 10, 12, 0, second));

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'orixoon-history-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A run's directory with this in place of its report. */
function leave(second: number, text: string | null): string {
  const folder = join(dir, runName(at(second), 1));
  mkdirSync(folder);
  if (text !== null) writeFileSync(join(folder, 'report.json'), text);
  return join(folder, 'report.json');
}
const since = (second: number) => openHistory(dir).checks(running, at(second).getTime());

describe('the earlier runs', () => {
  test('tell what a check said, on which identity, from reports as they are really written', async () => {
    const run = claimRun(dir, at(5)).open();
    run.finish(report);
    claimRun(dir, at(9)).open();
    const { checks, damage } = await since(0);
    expect(damage).toBeNull();
    expect(checks).toEqual([{ ...running, identity, evidence }]);
    expect((await openHistory(dir).checks({ phase: 'redis', check: 'running' }, 0)).checks).toEqual([]);
  });

  test('are those since a moment', async () => {
    for (const second of [1, 5, 9]) leave(second, JSON.stringify(report));
    expect((await since(0)).checks).toHaveLength(3);
    expect((await since(5)).checks).toHaveLength(2);
    expect((await since(30)).checks).toHaveLength(0);
  });

  test('are none where there is no directory, and cannot be told where it is none', async () => {
    expect(await openHistory(join(dir, 'nowhere')).checks(running, 0)).toEqual({ checks: [], damage: null });
    writeFileSync(join(dir, 'file'), '');
    expect(await openHistory(join(dir, 'file')).checks(running, 0)).toEqual({
      checks: [],
      damage: 'earlier reports cannot be read (ENOTDIR)',
    });
  });
});

describe('a report that cannot be read is said, and leaves the others alone:', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  test.each<[string, (file: string) => void, string]>([
    ['cut off', file => writeFileSync(file, JSON.stringify(report).slice(0, -40)), 'damaged'],
    ['empty', file => writeFileSync(file, ''), 'damaged'],
    ['no report', file => writeFileSync(file, '[1,2]'), 'damaged'],
    ['nested without end', file => writeFileSync(file, deep), 'damaged'],
    ['of another version', file => writeFileSync(file, JSON.stringify({ ...report, schema_version: 2 })), 'version'],
    ['bytes', file => writeFileSync(file, Buffer.from([0xff, 0xfe, 0, 1, 2])), 'damaged'],
    [
      'huge',
      file => {
        writeFileSync(file, '');
        truncateSync(file, 2 ** 33);
      },
      'larger than 4 MB',
    ],
    ['a pipe', file => void execFileSync('mkfifo', [file]), 'no file'],
    ['a folder', file => mkdirSync(file), 'no file'],
    ['a link to a good one', file => symlinkSync(join(dir, '20250110_120001', 'report.json'), file), 'ELOOP'],
  ])('%s', async (_, write, words) => {
    leave(1, JSON.stringify(report));
    write(leave(2, null));
    const { checks, damage } = await since(0);
    expect(checks).toHaveLength(1);
    expect(damage).toMatch(/^1 of 2 earlier reports cannot be read \(20250110_120002: /);
    expect(damage).toContain(words);
  });

  test('phases, checks, identities and evidence of any shape are no samples', async () => {
    const odd = [null, 1, 'x', [], {}, { name: 'containers' }, { name: 'containers', checks: 'many' }];
    const checks = [null, 7, [], { name: 'running' }, { name: 'running', identity: 'x', evidence: {} }];
    leave(1, JSON.stringify({ ...report, phases: [...odd, { name: 'containers', checks }] }));
    leave(
      2,
      `{"schema_version":1,"auto_healing":{},"phases":[{"name":"containers","checks":[{"name":"running","identity":{"__proto__":{"id":"x"}},"evidence":${deepObject}}]}]}`,
    );
    const told = await since(0);
    expect(told.damage).toBeNull();
    expect(told.checks).toHaveLength(1);
    expect(told.checks[0]?.identity['id']).toBeUndefined();
  });
  const deepObject = `{"a":${deep}}`;

  test('many are counted, the first is named', async () => {
    for (const second of [1, 2, 3]) leave(second, '{');
    expect((await since(0)).damage).toMatch(/^3 of 3 earlier reports cannot be read \(20250110_120001: .*, …\)$/);
  });
});

describe('of many runs', () => {
  const names = (...minutes: number[]): string[] =>
    minutes.map(minute => runName(new Date(Date.UTC(2025, 0, 10, 12, minute)), 1));
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, nth) => nth);

  test('as many as may be are taken, the first and the last among them', () => {
    const runs = names(...upTo(97));
    const picked = spread(runs, 0, 20);
    expect(picked).toHaveLength(20);
    expect([picked[0], picked.at(-1)]).toEqual([runs[0], runs.at(-1)]);
  });

  test('few are taken whole', () => {
    expect(spread(names(...upTo(20)), 0, 20)).toEqual(names(...upTo(20)));
    expect(spread([], 0)).toEqual([]);
    expect(spread(['99999999_999999'], 0)).toEqual([]);
  });

  test('a crowd counts for little beside those that lie apart', () => {
    const crowd = upTo(60).map(second => runName(new Date(Date.UTC(2025, 0, 11, 12, 0, second)), 1));
    const apart = names(0, 200, 400, 600, 800, 1000);
    const picked = spread([...apart, ...crowd], 0, 20);
    expect(picked.slice(0, 6)).toEqual(apart);
    expect(picked.length).toBeLessThan(10);
  });

  test('as many as a reader can wait for are read, whatever lies there', async () => {
    for (const second of upTo(50)) leave(second, JSON.stringify(report));
    expect((await since(0)).checks).toHaveLength(20);
  });
});
