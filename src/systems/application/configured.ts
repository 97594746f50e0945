import type { Settings } from '../settings.ts';

export function notConfigured({ phases }: Settings): string | null {
  const { container, health_url, log_file } = phases.application;
  const isSet = container !== undefined || Boolean(health_url) || log_file !== undefined;
  return isSet ? null : 'neither container, health_url nor log_file of phases.application is set';
}
