import { afterAll, afterEach, beforeAll } from 'vitest';
import { startPostgres } from '../servers/postgres-server.ts';
import type { PostgresServer, TestSession } from '../servers/postgres-server.ts';
import { openHealer } from './database-heal.ts';
import type { Healer, Wishes } from './database-heal.ts';

/** 33 slots that an application can use. */
const MAX_CONNECTIONS = 36;

/** A server for one test file, and what its tests open on it: gone after each of them. */
export interface DatabaseWorld {
  readonly server: PostgresServer;
  healer(wishes?: Partial<Wishes>): Healer;
  sessions(count: number, application?: string): Promise<TestSession[]>;
}

export function useDatabase(): DatabaseWorld {
  let server: PostgresServer;
  const healers: Healer[] = [];
  beforeAll(async () => {
    server = await startPostgres({ maxConnections: MAX_CONNECTIONS });
  });
  afterAll(async () => {
    await server.stop();
  });
  afterEach(async () => {
    await Promise.all(healers.splice(0).map(healer => healer.close()));
    await server.closeSessions();
  });
  return {
    get server() {
      return server;
    },
    healer(wishes = {}) {
      const opened = openHealer({ url: server.url, ...wishes });
      healers.push(opened);
      return opened;
    },
    async sessions(count, application = 'app') {
      const opened: TestSession[] = [];
      for (let nth = 0; nth < count; nth++)
        opened.push(await server.connect(server.url, { application_name: application }));
      return opened;
    },
  };
}

/** The pids that a plan is about. */
export const pidsIn = (identity: object): number[] =>
  (identity as { backends: { pid: number }[] }).backends.map(({ pid }) => pid);

export const alive = (opened: readonly TestSession[]): number => opened.filter(session => session.isAlive()).length;
