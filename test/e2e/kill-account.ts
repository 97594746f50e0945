import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { StampedEvent } from '../../src/engine/events.ts';
import type { LedgerRecord } from '../../src/ledger/record.ts';
import type { Report } from '../../src/report/report.ts';
import type { Killed, Signal } from './killing.ts';
import type { Desk } from './orixoon.ts';
import { isReport, orixoon } from './orixoon.ts';

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

const linesOf = (text: string): string[] => text.split('\n').filter(line => line !== '');

/** The ledger of a desk, as records. */
export function ledgerOf(at: Desk): LedgerRecord[] {
  const { environment } = JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string };
  const file = join(at.reports, '.orixoon', `${environment}.ledger.jsonl`);
  return existsSync(file) ? linesOf(readFileSync(file, 'utf8')).map(line => JSON.parse(line) as LedgerRecord) : [];
}

/** What a killed run left behind says what it did: its events, the ledger, the report, the exit code. */
export async function expectAccount(at: Desk, killed: Killed, signal: Signal): Promise<void> {
  const text = at.read('events.ndjson');
  expect(text.endsWith('\n')).toBe(true);
  const events = linesOf(text).map(line => JSON.parse(line) as StampedEvent);
  expect(events.slice(0, killed.events.length)).toEqual(killed.events);
  const isFinished = events.some(({ type }) => type === 'run:finish');
  expectLedger(at, events, signal);
  if (signal === 'SIGKILL' && !isFinished) await expectCutReport(at, events);
  if (signal !== 'SIGKILL') expectReport(at, killed, events, signal);
}

/** Every attempt that may have begun is in the ledger, once; what the run told of its end is what the ledger says. */
function expectLedger(at: Desk, events: readonly StampedEvent[], signal: Signal): void {
  const [first] = events;
  const runId = first?.type === 'run:start' ? first.run_id : '';
  const records = ledgerOf(at);
  const reserved = records.flatMap(one =>
    one.kind === 'reserved' && one.attempt.runId === runId ? [one.attempt.id] : [],
  );
  const started = events.flatMap(event => (event.type === 'heal:start' ? [event.action.id] : []));
  expect(reserved.slice(0, started.length)).toEqual(started);
  // Between the two it may be killed; then it counts, though nothing was done.
  expect(reserved.length - started.length).toBeLessThanOrEqual(signal === 'SIGKILL' ? 1 : 0);
  for (const id of reserved) {
    const settled = records.flatMap(one => (one.kind === 'settled' && one.id === id ? [one.result] : []));
    const finish = events.find(event => event.type === 'heal:finish' && event.action.id === id);
    if (finish?.type === 'heal:finish') expect(settled).toEqual([finish.outcome]);
    else expect(settled.length).toBeLessThanOrEqual(signal === 'SIGKILL' ? 1 : 0);
    if (signal !== 'SIGKILL') expect(settled).toHaveLength(1);
  }
}

/** The report of a run that SIGKILL ended is made of its events. */
async function expectCutReport(at: Desk, events: readonly StampedEvent[]): Promise<void> {
  const { stdout } = await orixoon(['report', '--reports-dir', at.reports, '--output', 'json']);
  const report = JSON.parse(stdout) as Report;
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  expect(report).toMatchObject({ decision: 'BLOCK', complete: false, exit_code: null });
  expect(report.auto_healing.actions).toHaveLength(startsIn(events));
}

const startsIn = (events: readonly StampedEvent[]): number => events.filter(({ type }) => type === 'heal:start').length;

/** It ended in order, with the signal's code, or it had ended already. */
function expectReport(at: Desk, killed: Killed, events: readonly StampedEvent[], signal: 'SIGINT' | 'SIGTERM'): void {
  const report = at.report();
  expect(report.complete).toBe(true);
  expect(report.auto_healing.actions).toHaveLength(startsIn(events));
  const wasInTime = events.some(({ type }) => type === 'interrupt');
  expect(events.slice(events.findIndex(({ type }) => type === 'run:finish')).map(({ type }) => type)).not.toContain(
    'interrupt',
  );
  // After the verdict nobody listens any more: it may die of the signal itself, and 128 more is what a shell sees.
  const code = killed.exitCode ?? (killed.signal === signal && !wasInTime ? report.exit_code : undefined);
  expect(code, killed.stderr).toBe(report.exit_code);
  if (wasInTime) {
    expect(report).toMatchObject({ exit_code: codes[signal], decision: 'BLOCK', conclusive: false });
    for (const { success } of report.auto_healing.actions.slice(0, -1)) expect(success).not.toBeNull();
  }
  const lastEnd = events.findLastIndex(({ type }) => type === 'heal:finish');
  const lastStart = events.findLastIndex(({ type }) => type === 'heal:start');
  expect(lastEnd).toBeGreaterThanOrEqual(lastStart);
}
