import type { Settings } from '../settings.ts';

export function notConfigured({ phases, connections }: Settings): string | null {
  if (phases.zoho_queue.table === undefined) return 'phases.zoho_queue.table is not set';
  return connections.database === undefined ? 'connections.database is not set' : null;
}
