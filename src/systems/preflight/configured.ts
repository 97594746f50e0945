import type { Settings } from '../settings.ts';

/** Alone, it would let a run pass that tests nothing of the stack. */
export const notConfigured = ({ connections }: Settings): string | null => {
  const { docker, database, redis } = connections;
  return docker || database || redis ? null : 'no connection is configured';
};
