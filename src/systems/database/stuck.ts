import type { Session } from './reading.ts';

/** Sessions of the tested database that have been idle in a transaction, aborted or not, for longer than `limit` seconds. */
export const stuckOf = (sessions: readonly Session[], limit: number): readonly Session[] =>
  sessions.filter(
    ({ isHere, isOurs, state, stateSeconds }) =>
      isHere && !isOurs && (state ?? '').startsWith('idle in transaction') && (stateSeconds ?? 0) > limit,
  );
