import { jsonText } from '../core/json.ts';
import type { ExitCode, Verdict } from '../core/verdict.ts';
import type { StampedEvent } from '../engine/events.ts';
import { foldReport } from '../report/report.ts';
import type { Io } from './io.ts';

const names: Readonly<Partial<Record<ExitCode, Verdict['name']>>> = { 2: 'USAGE', 5: 'LOCKED' };

/** A run that never began, for a reader of documents: the report, or the two events, of one that tested nothing. */
export function writeRefusal(output: 'json' | 'ndjson', exitCode: 2 | 5, reasons: readonly string[], io: Io): void {
  const at = new Date().toISOString();
  const name = names[exitCode] ?? 'USAGE';
  const events: StampedEvent[] = [
    {
      ...{ at, type: 'run:start', run_id: 'none', environment: '', version: io.version, config: '', report: null },
      ...{ mode: { auto_heal: false, dry_run: false }, phases: [] },
    },
    {
      ...{ at, type: 'run:finish', duration_ms: 0, next: [] },
      verdict: { decision: 'BLOCK', exitCode, name, conclusive: false, reasons },
    },
  ];
  const lines = output === 'json' ? [jsonText(foldReport(events), 2)] : events.map(one => jsonText(one));
  io.stdout.write(`${lines.join('\n')}\n`);
}
