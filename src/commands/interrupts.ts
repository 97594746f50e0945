import { setMaxListeners } from 'node:events';
import type { Cut } from '../engine/wait.ts';

/** What may cut a run short: SIGINT, SIGTERM, the deadline. `close` takes the listeners off again. */
export interface Interrupts {
  readonly signal: AbortSignal;
  close(): void;
}

/** Listen. The first signal ends the run in order; there is no second, harder way: every wait in a run ends on the abort. */
export function listenForInterrupts(deadlineSeconds: number | undefined, onCut: (cut: Cut) => void): Interrupts {
  const controller = new AbortController();
  // Every question that is under way listens, and there may be hundreds.
  setMaxListeners(0, controller.signal);
  const cut = (reason: Cut): void => {
    if (controller.signal.aborted) return;
    controller.abort(reason);
    onCut(reason);
  };
  const onInt = (): void => cut({ by: 'SIGINT', message: 'not finished: interrupted by SIGINT' });
  const onTerm = (): void => cut({ by: 'SIGTERM', message: 'not finished: interrupted by SIGTERM' });
  process.on('SIGINT', onInt);
  process.on('SIGTERM', onTerm);
  const timer =
    deadlineSeconds === undefined
      ? undefined
      : setTimeout(
          () =>
            cut({
              by: 'deadline',
              message: `not finished: the deadline of ${deadlineSeconds} s was reached (--deadline)`,
            }),
          deadlineSeconds * 1000,
        );
  timer?.unref();
  return {
    signal: controller.signal,
    close() {
      clearTimeout(timer);
      process.off('SIGINT', onInt);
      process.off('SIGTERM', onTerm);
    },
  };
}
