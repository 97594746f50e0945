import type { ConfigPart } from '../../src/practice/config.ts';
import { countLive } from '../../src/practice/bring-up.ts';
import { withDatabase, withRedis } from '../../src/practice/faults/fault.ts';
import type { Desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import type { WeatherProxy } from './weather-proxy.ts';
import { weatherProxy } from './weather-proxy.ts';

export type ServerName = 'postgres' | 'redis' | 'docker';

/** A practice stack whose servers the program reaches through proxies, and the test by itself. */
export interface Behind extends Readonly<Record<ServerName, WeatherProxy>> {
  /** A desk whose config leads through the proxies; the phases that need this server may take no more than 4 s. */
  desk(overrides?: { readonly [key: string]: ConfigPart }, impatientOf?: ServerName): Desk;
  /** Fair weather again. */
  clearUp(): void;
  /** Do the servers themselves answer? */
  isWell(): Promise<boolean>;
  close(): Promise<void>;
}

const needs: Readonly<Record<ServerName, readonly string[]>> = {
  postgres: ['database', 'zoho_queue'],
  redis: ['redis'],
  docker: ['containers', 'workers', 'application'],
};
const phaseNames = ['preflight', ...Object.values(needs).flat()];

export async function behindWeather(lab: Practice): Promise<Behind> {
  const { stack } = lab;
  const at = (port: number) => weatherProxy({ host: '127.0.0.1', port });
  const [postgres, redis] = [await at(stack.ports.postgres), await at(stack.ports.redis)];
  const docker = await weatherProxy({ path: stack.host.replace('unix://', '') });
  const proxies = { postgres, redis, docker };
  const through = (url: string, port: number): string => url.replace(/:\d+(?=\/|$)/, `:${port}`);
  return {
    ...proxies,
    desk({ phases = {}, ...overrides } = {}, impatientOf) {
      const isShort = (name: string): boolean => impatientOf !== undefined && needs[impatientOf].includes(name);
      const bounds = phaseNames.map(name => [
        name,
        { ...(phases[name] as ConfigPart | undefined), timeout_seconds: isShort(name) ? 4 : 30 },
      ]);
      return lab.desk({
        ...overrides,
        connections: {
          docker: { host: `tcp://127.0.0.1:${docker.port}` },
          database: { url: through(stack.urls.database, postgres.port), admin_url: '' },
          redis: { url: through(stack.urls.redis, redis.port) },
        },
        phases: Object.fromEntries(bounds) as ConfigPart,
      });
    },
    clearUp() {
      for (const proxy of Object.values(proxies)) {
        proxy.weather = {};
        proxy.strike = null;
      }
    },
    async isWell() {
      const [answered, , live] = await Promise.all([
        withDatabase(stack, client => client.query('SELECT 1')),
        withRedis(stack, client => client.ping()),
        countLive(lab.docker, `${stack.prefix}app`, 'spawn_main'),
      ]);
      return answered.rowCount === 1 && live === 2;
    },
    async close() {
      await Promise.all(Object.values(proxies).map(proxy => proxy.close()));
    },
  };
}
