import { openDocker } from '../clients/docker.ts';
import { openHost } from '../clients/host.ts';
import { openHttp } from '../clients/http.ts';
import { openPostgres } from '../clients/postgres.ts';
import { openRedis } from '../clients/redis.ts';
import { isPermit } from '../core/gate.ts';
import type { Permit } from '../core/gate.ts';
import { OrixoonError } from '../errors.ts';
import type { Settings } from '../systems/settings.ts';
import type { Hands, Look } from '../systems/system.ts';

/** The clients of one run: eyes for everybody, hands only for who shows a permit. */
export interface World {
  readonly look: Look;
  openHands(permit: Permit, keepIn: string, signal: AbortSignal): Promise<Hands>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 5000;
/** Each question over ssh logs in anew. */
const SSH_TIMEOUT_MS = 15_000;

/** Nothing is connected here: each client connects at its first use. */
export function openWorld(settings: Settings, env: Look['env'], signal: AbortSignal, history: Look['history']): World {
  const options = { timeoutMs: TIMEOUT_MS, signal };
  const { docker: dockerAt, redis: redisAt, database: databaseAt } = settings.connections;
  const docker = dockerAt
    ? openDocker(dockerAt.host, {
        ...options,
        ...(dockerAt.host.startsWith('ssh:') ? { timeoutMs: SSH_TIMEOUT_MS } : {}),
        tls: dockerAt.tls,
      })
    : (missing('connections.docker') as ReturnType<typeof openDocker>);
  const redis = redisAt
    ? openRedis(redisAt.url, options)
    : (missing('connections.redis') as ReturnType<typeof openRedis>);
  const postgres = databaseAt
    ? openPostgres(databaseAt, options)
    : (missing('connections.database') as ReturnType<typeof openPostgres>);
  const host = openHost(options);
  return {
    look: {
      settings,
      docker: docker.eyes,
      redis: redis.eyes,
      postgres: postgres.eyes,
      host: host.eyes,
      http: openHttp(options),
      history,
      env,
      now: Date.now,
      healedAtMs: () => null,
      signal,
    },
    openHands(permit, keepIn, handsSignal) {
      if (!isPermit(permit)) throw new OrixoonError('a writing handle was asked for without a permit');
      return Promise.resolve({
        docker: docker.hands(),
        redis: redis.hands(),
        postgres: postgres.hands(),
        host: host.hands(),
        keepIn,
        signal: handsSignal,
      });
    },
    async close() {
      await docker.settled();
      docker.close();
      redis.close();
      await postgres.close();
    },
  };
}

/** Stands where a connection is not configured: whoever asks it anything is told which key is missing. */
function missing(key: string) {
  const refuse: unknown = new Proxy(
    {},
    { get: () => () => Promise.reject(new OrixoonError(`${key} is not set in the config`)) },
  );
  return {
    eyes: refuse,
    hands: () => refuse,
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
