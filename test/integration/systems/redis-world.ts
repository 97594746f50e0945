import { afterEach } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import redis from '../../../src/systems/redis/index.ts';
import { openWorld } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';
import { startRedis } from '../servers/redis-server.ts';
import type { RedisServer, ServerOptions } from '../servers/redis-server.ts';

interface Config {
  readonly url?: string;
  readonly phase?: object;
  readonly protect?: readonly string[];
  readonly docker?: boolean;
}

interface Closable {
  end(): Promise<void>;
}

/** Servers, and tools that look at them, for one test file; all are gone after each test. */
export interface RedisBench {
  readonly server: (options?: ServerOptions) => Promise<RedisServer>;
  readonly worldOf: (started: RedisServer, config?: Config) => Promise<HealWorld>;
  /** Ended after the test too. */
  readonly endAfter: (...more: readonly Closable[]) => void;
}

/** To be called where a file begins. */
export function redisBench(): RedisBench {
  const opened: Closable[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.end();
  });
  return {
    async server(options = {}) {
      const started = await startRedis(options);
      opened.push(started);
      return started;
    },
    async worldOf(started, { url, phase, protect, docker = false } = {}) {
      const world = await openWorld(redis, {
        connections: {
          redis: { url: url ?? started.url },
          ...(docker ? { docker: { host: started.dockerHost } } : {}),
        },
        phases: { redis: { ...(docker ? { container: started.container } : {}), ...phase } },
        blacklist: { redis_keys: protect ?? [] },
      });
      opened.push(world);
      return world;
    },
    endAfter: (...more) => void opened.push(...more),
  };
}

export const withLogin = ({ port }: RedisServer, login: string): string => `redis://${login}@127.0.0.1:${port}`;

export const statusesOf = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(one => [one.check, one.status]));
export const issuesOf = (findings: readonly Finding[]) => findings.flatMap(({ issue }) => issue ?? []);

/** Keys `prefix:1` … `prefix:count` of `size` bytes; `ttl` in Lua, from `i`: seconds, or 'nil' for none. */
export const fill = (started: RedisServer, prefix: string, count: number, ttl: string, size = 100) =>
  started.ask(
    'EVAL',
    `for i = 1, ${count} do
       local ttl = ${ttl}
       local value = string.rep('x', ${size})
       if ttl then redis.call('SET', '${prefix}:' .. i, value, 'EX', ttl) else redis.call('SET', '${prefix}:' .. i, value) end
     end`,
    0,
  );
