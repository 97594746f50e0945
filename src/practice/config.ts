import { specs, type Service } from './services.ts';
import type { Stack } from './stack.ts';

/** Any part of a config, to be laid over another. */
export type ConfigPart = { readonly [key: string]: ConfigValue };

type ConfigValue = ConfigPart | readonly ConfigValue[] | string | number | boolean;

/** Seconds after which something in the practice stack counts as broken: short, so that nobody has to wait for it. */
export const thresholds = {
  idle: 3,
  lockWait: 2,
  idleInTransaction: 3,
  heartbeat: 5,
} as const;

/** The Orixoon config for a practice stack; `overrides` are merged in, arrays replaced. */
export function practiceConfig(stack: Stack, overrides: ConfigPart = {}): ConfigPart {
  const { prefix } = stack;
  const environment = prefix === '' ? 'practice' : `practice-${prefix.replace(/-+$/, '')}`;
  return merge(
    {
      environment,
      auto_healing: { stabilization: { timeout_seconds: 30, consecutive_passes: 2, interval_seconds: 0.5 } },
      connections: {
        docker: { host: stack.host },
        database: { url: stack.urls.database, admin_url: stack.urls.databaseAdmin },
        redis: { url: stack.urls.redis },
      },
      phases: {
        containers: { expected: expectedContainers(stack), starting_grace_seconds: 15, stuck_after_seconds: 20 },
        database: {
          container: `${prefix}tsh_postgres`,
          idle_seconds: thresholds.idle,
          lock_wait_seconds: thresholds.lockWait,
          idle_in_transaction_seconds: thresholds.idleInTransaction,
        },
        redis: { container: `${prefix}redis` },
        workers: { expected: expectedWorkers(prefix) },
        zoho_queue: { table: 'tds_sync_queue', dead_letter_table: 'tds_dead_letter_queue' },
        application: {
          container: `${prefix}app`,
          health_url: `${stack.urls.app}/health`,
          state_paths: ['/var/lib/tsh/state/session.json'],
          state_redis_patterns: ['app:state:*'],
        },
      },
    },
    overrides,
  );
}

function expectedContainers(stack: Stack): ConfigPart[] {
  return (Object.keys(stack.containers) as Service[]).map(service => ({
    name: `${stack.prefix}${service}`,
    depends_on: specs[service].dependsOn.map(other => `${stack.prefix}${other}`),
  }));
}

function expectedWorkers(prefix: string): ConfigPart[] {
  const heartbeat = (key: string): ConfigPart => ({ redis_key: key, max_age_seconds: thresholds.heartbeat });
  return [
    // Uvicorn's children do not carry its name: this is what Python calls a spawned process.
    { name: 'uvicorn', kind: 'worker', container: `${prefix}app`, match: 'spawn_main', min_processes: 2 },
    {
      name: 'tds-scheduler',
      kind: 'scheduler',
      container: `${prefix}tds-scheduler`,
      match: 'tds_auto_sync_scheduler',
      heartbeat: heartbeat('tds:scheduler:heartbeat'),
    },
    {
      name: 'tds-worker',
      kind: 'worker',
      container: `${prefix}tds-worker`,
      match: 'tds_worker',
      min_processes: 1,
      heartbeat: heartbeat('tds:worker:heartbeat'),
    },
  ];
}

/** `over` laid over `base`: objects key by key, everything else whole. */
function merge(base: ConfigPart, over: ConfigPart): ConfigPart {
  const merged: Record<string, ConfigPart[string]> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = merged[key];
    merged[key] = isPart(old) && isPart(value) ? merge(old, value) : value;
  }
  return merged;
}

const isPart = (value: unknown): value is ConfigPart =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
