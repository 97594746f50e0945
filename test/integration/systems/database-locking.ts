import { until } from '../servers/postgres-server.ts';
import type { TestSession } from '../servers/postgres-server.ts';
import type { Healer } from './database-heal.ts';
import type { DatabaseWorld } from './database-world.ts';

/** Sessions that hold locks, and sessions that wait for them. */
export interface Locks {
  readonly blocker: (sql: string) => Promise<TestSession>;
  readonly waiter: (sql: string) => Promise<TestSession>;
  /** Until somebody has waited for longer than lock_wait_seconds. */
  readonly untilLocked: (tool: Healer) => Promise<void>;
}

export const lock = (table: string, mode = 'access exclusive'): string => `lock table ${table} in ${mode} mode`;

export const useLocks = (world: DatabaseWorld): Locks => ({
  async blocker(sql) {
    const session = await world.server.connect(world.server.url);
    await session.query(`begin; ${sql}`);
    return session;
  },
  async waiter(sql) {
    const session = await world.server.connect(world.server.url);
    session.send(sql);
    return session;
  },
  untilLocked: tool => until('the lock to be waited for', async () => (await tool.check('locks')).status === 'failed'),
});
