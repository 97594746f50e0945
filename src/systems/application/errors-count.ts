import type { Look } from '../system.ts';
import { countInFile } from './log-file.ts';
import type { ContainerSight, ErrorCount, Measured } from './reading.ts';

/** Count the errors since the later of the window's start and the container's: what was said before a restart is over. */
export async function countErrors(container: ContainerSight, look: Look): Promise<Measured<ErrorCount>> {
  const { log_file: file, error_pattern, error_window_seconds, max_errors } = look.settings.phases.application;
  const pattern = new RegExp(error_pattern);
  // Some more than needed, so that the report can say how many.
  const cap = 10 * max_errors + 1000;
  const startedMs =
    container.kind === 'seen' ? (container.view.startedAtMs ?? -Infinity) - container.clockOffsetMs : -Infinity;
  const sinceMs = Math.max(look.now() - error_window_seconds * 1000, startedMs);
  if (file !== undefined) return countInFile(file, sinceMs, pattern);
  switch (container.kind) {
    case 'none':
      return { skipped: 'neither phases.application.container nor log_file is set' };
    case 'unknown':
      return { unreadable: container.reason };
    case 'missing':
      return { skipped: 'it does not run' };
    case 'seen': {
      const { id, name, state } = container.view;
      if (state !== 'running' && state !== 'restarting' && state !== 'paused') return { skipped: 'it does not run' };
      const count = await look.docker.countLogLines(id, sinceMs + container.clockOffsetMs, pattern, cap);
      return { value: { count, isAll: count < cap, sinceMs, source: `the log of ${name}` } };
    }
  }
}
