/** Why a run is cut short: the abort reason of its signal. */
export interface Cut {
  readonly by: 'SIGINT' | 'SIGTERM' | 'deadline';
  readonly message: string;
}

/** The reason a signal was aborted with, if it was one of ours. */
export function cutOf(signal: AbortSignal): Cut | null {
  const reason: unknown = signal.reason;
  return signal.aborted && isCut(reason) ? reason : null;
}

const isCut = (reason: unknown): reason is Cut => typeof reason === 'object' && reason !== null && 'by' in reason;

/** Wait for a while, or until the signal is aborted; never throws. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms <= 0) return Promise.resolve();
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/**
 * What `work` gives, or what `late` gives (or throws) once the signal is aborted: whatever hangs is left behind, not waited
 * for. What says how it ended within `lastWordMs` of the abort is heard.
 */
export function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  late: () => T,
  lastWordMs: () => number = () => 0,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    // The timer behind a signal keeps no process alive: where nothing else is open, it would end in the middle of the wait.
    const alive = setInterval(() => undefined, 2 ** 30);
    const giveUp = (): void => {
      clearInterval(alive);
      try {
        resolve(late());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const onAbort = (): void => {
      const ms = lastWordMs();
      if (ms <= 0) giveUp();
      else timer = setTimeout(giveUp, ms);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    // Whatever comes after the answer no longer matters.
    work.then(resolve, reject).finally(() => {
      clearInterval(alive);
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  });
}
