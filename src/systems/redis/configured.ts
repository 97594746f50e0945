import type { Settings } from '../settings.ts';

export const notConfigured = ({ connections }: Settings): string | null =>
  connections.redis === undefined ? 'connections.redis is not set' : null;
