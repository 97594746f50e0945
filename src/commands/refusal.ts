import { jsonText } from '../core/json.ts';
import type { ExitCode, Verdict } from '../core/verdict.ts';
import type { StampedEvent } from '../engine/events.ts';
import { foldReport } from '../report/report.ts';
import type { Report } from '../report/report.ts';
import { afterRun } from './after-run.ts';
import { openAside } from './aside.ts';
import type { Io } from './io.ts';
import type { Flags } from '../cli/program.ts';

const names: Readonly<Partial<Record<ExitCode, Verdict['name']>>> = { 2: 'USAGE', 5: 'LOCKED' };

type Asked = Pick<Flags, 'output' | 'metricsFile'>;

/**
 * A run that never began, for who reads no text: the report, or the two events, of one that tested nothing. Of the gate
 * itself, metrics and GitHub's annotations too: those of an earlier ALLOW must not stand for this run.
 */
export function writeRefusal(asked: Asked, isGate: boolean, exitCode: 2 | 5, reasons: readonly string[], io: Io): void {
  const events = refusalEvents(exitCode, reasons, io.version);
  if (isGate) afterRun(foldReport(events), null, asked, io, openAside(io));
  const { output } = asked;
  if (output === 'pretty') return;
  const lines = output === 'json' ? [jsonText(foldReport(events), 2)] : events.map(one => jsonText(one));
  io.stdout.write(`${lines.join('\n')}\n`);
}

/** The report of a run that never began. */
export const refusalReport = (exitCode: 2 | 5, reasons: readonly string[], version: string): Report =>
  foldReport(refusalEvents(exitCode, reasons, version));

function refusalEvents(exitCode: 2 | 5, reasons: readonly string[], version: string): readonly StampedEvent[] {
  const at = new Date().toISOString();
  const name = names[exitCode] ?? 'USAGE';
  return [
    {
      ...{ at, type: 'run:start', run_id: 'none', environment: '', version, config: '', report: null },
      ...{ mode: { auto_heal: false, dry_run: false }, phases: [] },
    },
    {
      ...{ at, type: 'run:finish', duration_ms: 0, next: [] },
      verdict: { decision: 'BLOCK', exitCode, name, conclusive: false, reasons },
    },
  ];
}
