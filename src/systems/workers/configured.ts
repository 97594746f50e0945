import type { Settings } from '../settings.ts';

export const notConfigured = ({ phases }: Settings): string | null =>
  phases.workers.expected === undefined ? 'phases.workers.expected is not set' : null;
