import type { Settings } from '../settings.ts';

export const notConfigured = ({ connections }: Settings): string | null =>
  connections.database === undefined ? 'connections.database is not configured' : null;
