import type { Look } from '../system.ts';
import { lineCounter } from './error-pattern.ts';
import { countInFile } from './log-file.ts';
import { complainsOf } from './reading.ts';
import type { ContainerSight, ErrorCount, Measured } from './reading.ts';

/** Count the errors since the latest of the window's start, the container's and our own heal: what was said before a restart or a heal is over. */
export async function countErrors(container: ContainerSight, look: Look): Promise<Measured<ErrorCount>> {
  const { log_file: file, error_pattern, error_window_seconds, max_errors } = look.settings.phases.application;
  const matching = lineCounter(error_pattern);
  // Some more than needed, so that the report can say how many.
  const cap = 10 * max_errors + 1000;
  const startedMs =
    container.kind === 'seen' ? (container.view.startedAtMs ?? -Infinity) - container.clockOffsetMs : -Infinity;
  const healedMs = look.healedAtMs(complainsOf(look.settings)) ?? -Infinity;
  const sinceMs = Math.max(look.now() - error_window_seconds * 1000, startedMs, healedMs);
  if (file !== undefined) return countInFile(file, sinceMs, matching);
  switch (container.kind) {
    case 'none':
      return { skipped: 'neither phases.application.container nor log_file is set' };
    case 'unknown':
      return { unreadable: container.reason };
    case 'missing':
      return { skipped: 'it does not run' };
    case 'seen': {
      const { name, state } = container.view;
      if (state !== 'running' && state !== 'restarting' && state !== 'paused') return { skipped: 'it does not run' };
      const count = await look.docker.countLogLines(container.view, sinceMs + container.clockOffsetMs, matching, cap);
      return { value: { count, isAll: count < cap, sinceMs, source: `the log of ${name}` } };
    }
  }
}
