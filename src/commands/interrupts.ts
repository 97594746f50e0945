import { setMaxListeners } from 'node:events';
import type { Cut } from '../engine/wait.ts';

/** What may cut a run short: SIGINT, SIGTERM, the deadline. `close` takes the listeners off again. */
export interface Interrupts {
  readonly signal: AbortSignal;
  close(): void;
}

/**
 * Listen. The first signal ends the run in order; there is no second, harder way: every wait in a run ends on the abort.
 * The signals of the process are a host's own, where the run is a part of its program; it has an AbortSignal for us instead.
 */
export function listenForInterrupts(
  deadlineSeconds: number | undefined,
  onCut: (cut: Cut) => void,
  host?: { readonly signal: AbortSignal | undefined },
): Interrupts {
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
  const onAbort = (): void =>
    cut({ by: 'SIGTERM', message: 'not finished: interrupted by the AbortSignal of the caller' });
  if (host === undefined) {
    process.on('SIGINT', onInt);
    process.on('SIGTERM', onTerm);
  } else {
    host.signal?.addEventListener('abort', onAbort, { once: true });
    // Only after the run has begun may it be told that it ends.
    if (host.signal?.aborted === true) queueMicrotask(onAbort);
  }
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
      host?.signal?.removeEventListener('abort', onAbort);
    },
  };
}
