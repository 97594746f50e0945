import { restartCleared, restoreCleared } from './docker-cleared.ts';
import { connectDocker } from './docker-connection.ts';
import type { DockerOptions } from './docker-connection.ts';
import { answersExec, redisAnswersInside } from './docker-exec.ts';
import { openEyes } from './docker-eyes.ts';
import { openHands } from './docker-hands.ts';
import type { DockerEyes, DockerHands } from './docker-types.ts';

/** An engine to look at. `hands()` is for whoever holds a permit; `close()` ends whatever still waits. */
export interface OpenDocker {
  readonly eyes: DockerEyes;
  readonly hands: () => DockerHands;
  /** Resolves when nothing is half done: a container whose state was moved aside is put right first, whatever was interrupted. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
}

/** Nothing is connected before the first look. `timeoutMs` bounds each read; `signal` ends all waiting. */
export function openDocker(host: string, options: DockerOptions): OpenDocker {
  const connection = connectDocker(host, options);
  const { get, read, timeoutMs } = connection;
  const begun = new Set<Promise<unknown>>();
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    begun.add(work);
    return work.finally(() => begun.delete(work));
  };
  return {
    eyes: openEyes(
      { get, read, timeoutMs },
      {
        answersExec: (id, withinMs) => answersExec(connection, id, withinMs),
        redisAnswersInside: (id, port) => redisAnswersInside(connection, id, port),
      },
    ),
    hands: () => ({
      ...openHands(connection),
      restartCleared: (task, signal) => tracked(restartCleared(connection, task, signal)),
      restoreCleared: cleared => tracked(restoreCleared(connection, cleared)),
    }),
    settled: async () => {
      await Promise.allSettled(begun);
    },
    close: () => connection.close(),
  };
}
