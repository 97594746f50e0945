import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OrixoonError } from '../../../src/errors.ts';
import { readReport } from '../../../src/report/read.ts';
import { foldReport } from '../../../src/report/report.ts';
import { healedRun, stamped } from './stories.ts';

const events = stamped(healedRun);
const text = events.map(event => `${JSON.stringify(event)}\n`).join('');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orixoon-run-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (name: string, content: string): void => writeFileSync(join(dir, name), content);

test('report.json is read where there is one', () => {
  const report = { ...foldReport(events), environment: 'from the file' };
  write('report.json', JSON.stringify(report));
  write('events.ndjson', text);
  expect(readReport(dir)).toEqual(report);
});

test('else the events are folded', () => {
  write('events.ndjson', text);
  expect(readReport(dir)).toEqual(foldReport(events));
});

test('a file cut off at any byte gives the report of the whole lines, and says that something is missing', () => {
  const start = Buffer.byteLength(JSON.stringify(events[0])) + 1;
  const bytes = Buffer.from(text);
  for (let end = start; end < bytes.length; end += 37) {
    writeFileSync(join(dir, 'events.ndjson'), bytes.subarray(0, end));
    const whole = bytes.subarray(0, end).toString().split('\n').length - 1;
    const isTorn = bytes[end - 1] !== 10 && bytes[end] !== 10;
    const report = readReport(dir);
    const { notes, ...rest } = foldReport(events.slice(0, bytes[end] === 10 ? whole + 1 : whole));
    expect(report).toEqual({ ...rest, notes: isTorn ? [expect.objectContaining({ level: 'warning' })] : notes });
    if (isTorn) expect(report.notes[0]?.message).toContain('the last line is cut off');
  }
});

test.each([
  ['an empty directory', {}, /report\.json or events\.ndjson was expected; neither is there/],
  ['no events', { 'events.ndjson': '' }, /no whole one is there/],
  ['half of the first event', { 'events.ndjson': '{"type":"run:st' }, /no whole one is there/],
  [
    'events without a start',
    { 'events.ndjson': '{"type":"note","at":"2025-01-10T14:30:15Z"}\n' },
    /run:start was expected/,
  ],
  ['a damaged report', { 'report.json': '{"schema_version":1' }, /damaged or of another version/],
  [
    'a report of another version',
    { 'report.json': '{"schema_version":2,"phases":[]}' },
    /damaged or of another version/,
  ],
])('%s is an error in clear words', (_, files, words) => {
  for (const [name, content] of Object.entries(files)) write(name, content);
  expect(() => readReport(dir)).toThrow(OrixoonError);
  expect(() => readReport(dir)).toThrow(words);
});

test('a directory that is not there is an error in clear words', () => {
  expect(() => readReport(join(dir, 'nowhere'))).toThrow(/neither is there/);
});
