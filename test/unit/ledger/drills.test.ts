import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drillMarks } from '../../../src/commands/drill-marks.ts';
import { newestDrills, readDrills, recordDrill } from '../../../src/ledger/drills.ts';
import type { Drill } from '../../../src/ledger/drills.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'orixoon-drills-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, '.orixoon', 'drills.jsonl');
const drill = (changes: Partial<Drill> = {}): Drill => ({
  ...{ environment: 'staging', issue: 'container_stuck', action: 'force_restart_container', target: 'app' },
  ...{ at: '2026-01-02T03:04:05.000Z', is_proven: true, duration_ms: 1200, run_id: '20260102_030405' },
  ...changes,
});

test('what is recorded is read again, by its owner alone', () => {
  expect(readDrills(folder)).toEqual([]);
  recordDrill(folder, drill());
  recordDrill(folder, drill({ target: 'redis' }));
  expect(readDrills(folder)).toEqual([drill(), drill({ target: 'redis' })]);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('a damaged line is left out, those beside it are not', () => {
  recordDrill(folder, drill());
  appendFileSync(file(), 'x\n{"environment": 3}\nnull\n[]\n{"environment":"st\n');
  recordDrill(folder, drill({ at: '2026-01-03T00:00:00.000Z' }));
  expect(readDrills(folder)).toHaveLength(2);
});

test('a link is not followed', () => {
  recordDrill(folder, drill());
  rmSync(file());
  symlinkSync(join(folder, 'elsewhere'), file());
  expect(() => recordDrill(folder, drill())).toThrow(/ELOOP/);
});

test('the newest drill of a heal counts, whatever the order; a failed one takes the proof away', () => {
  const old = drill();
  const failed = drill({ at: '2026-02-01T00:00:00.000Z', is_proven: false });
  const other = drill({ action: 'restart_container' });
  expect(newestDrills([failed, old, other])).toEqual([failed, other]);
  recordDrill(folder, old);
  expect(drillMarks(folder, 'staging').drills).toMatchObject([
    { issue: 'container_stuck', environment: 'staging' },
    {},
  ]);
  recordDrill(folder, failed);
  expect(drillMarks(folder, 'staging').drills).toEqual([]);
});

test('the drills of this environment come before newer ones of another', () => {
  recordDrill(folder, drill());
  recordDrill(folder, drill({ environment: 'practice', at: '2026-03-01T00:00:00.000Z' }));
  expect(drillMarks(folder, 'staging').drills[0]).toMatchObject({ environment: 'staging' });
  expect(drillMarks(folder, 'production').drills[0]).toMatchObject({ environment: 'practice' });
});

test('a record that cannot be read is told, and proves nothing', () => {
  recordDrill(folder, drill());
  expect(readFileSync(file(), 'utf8')).toContain('staging');
  rmSync(file());
  symlinkSync(folder, file());
  const { drills, trouble } = drillMarks(folder, 'staging');
  expect([drills, trouble]).toEqual([[], expect.stringMatching(/cannot be read.*EISDIR/)]);
});
