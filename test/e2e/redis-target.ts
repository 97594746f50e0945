import type { RedisServer } from '../integration/servers/redis-server.ts';

interface Target {
  readonly environment: string;
  readonly url?: string;
  /** Variables that must be set; one that is not blocks. */
  readonly required?: readonly string[];
  /** Whether the start of a stopped Redis waits for an approval. */
  readonly asks?: boolean;
}

/** A config for one Redis in a container: the smallest stack that can be well, sick, healed and not told. */
export const redisTarget = (redis: RedisServer, { environment, url, required = [], asks = false }: Target) => ({
  environment,
  auto_healing: { stabilization: { interval_seconds: 0.1 } },
  connections: { docker: { host: redis.dockerHost }, redis: { url: url ?? redis.url } },
  phases: {
    preflight: { min_free_disk_gb: 0.001, min_free_memory_percent: 0.1, required_env: required },
    containers: { expected: [{ name: redis.container }] },
    redis: { container: redis.container, ping_timeout_ms: 60_000, timeout_seconds: 60 },
  },
  healing_actions: { container_not_running: { requires_confirmation: asks } },
  safety_limits: { min_free_disk_gb: 0.001 },
});

/** Bring it up or down; that it is so already is no error. */
export async function bring({ docker }: RedisServer, where: 'up' | 'down'): Promise<void> {
  const asked: Promise<unknown> = where === 'up' ? docker.start() : docker.stop({ t: 0 });
  await asked.catch((error: unknown) => {
    if ((error as { statusCode?: number }).statusCode !== 304) throw error;
  });
}
