import type { Json } from '../core/json.ts';
import type { RunEvent, StampedEvent } from '../engine/events.ts';
import { wordsOf } from '../errors.ts';
import { foldReport } from '../report/report.ts';
import type { Report } from '../report/report.ts';
import type { RunDirectory } from '../report/run-directory.ts';

/** Where every event goes: redacted first, then to the run's directory and to whoever listens. */
export interface Journal {
  emit(event: RunEvent): void;
  report(): Report;
  /** Why the journal or the reports could not be written, or null. */
  trouble(): string | null;
  /** Write report.json and its kin; trouble is told, not thrown. */
  finish(keep: number): void;
}

/** `directory` is null where it could not be made (and `trouble` says why). */
export function openJournal(options: {
  readonly directory: RunDirectory | null;
  readonly trouble: string | null;
  readonly redact: <T extends Json>(value: T) => T;
  readonly listeners: readonly ((event: StampedEvent) => void)[];
}): Journal {
  const events: StampedEvent[] = [];
  let { trouble } = options;
  const attempt = (write: () => void): void => {
    if (trouble !== null) return;
    try {
      write();
    } catch (error) {
      trouble = wordsOf(error);
    }
  };
  return {
    emit(event) {
      const stamped: StampedEvent = { ...event, at: new Date().toISOString() };
      // Events are plain data, so redacting keeps their shape.
      const clean = options.redact(stamped as unknown as Json) as unknown as StampedEvent;
      events.push(clean);
      attempt(() => options.directory?.append(clean));
      for (const listen of options.listeners) listen(clean);
    },
    report: () => foldReport(events),
    trouble: () => trouble,
    finish(keep) {
      attempt(() => {
        options.directory?.finish(foldReport(events));
        options.directory?.prune(keep);
      });
    },
  };
}
