import type Docker from 'dockerode';
import { thresholds } from '../config.ts';
import { execDetached, execIn } from '../container.ts';
import { poll } from '../poll.ts';
import { PracticeError } from '../practice-error.ts';
import type { Stack } from '../stack.ts';
import { containerName, untilSql, withDatabase, type Fault } from './fault.ts';

type Mode = 'idle' | 'idle-in-transaction' | 'lock-chain';

const READY_MS = 60_000;
const RESERVED = 3;
/** As in the guide: a pool at 90 percent and a bit. */
const POOL_SHARE = 0.92;
const LAB_SESSIONS = `application_name LIKE 'lab-%'`;

// The sessions are held in the worker's container, by a process that stays when we end.
async function hold(stack: Stack, docker: Docker, mode: Mode, count?: number): Promise<void> {
  await release(stack, docker, mode);
  const name = containerName(stack, 'tds-worker');
  await execDetached(docker, name, [
    'python3',
    '/practice/lab.py',
    'hold',
    mode,
    ...(count === undefined ? [] : [String(count)]),
  ]);
  await poll({ what: `${mode} sessions`, timeoutMs: READY_MS }, async () => {
    const outcomes = await execIn(docker, name, ['ls', '/tmp/lab']);
    if (outcomes.includes(`${mode}.failed`))
      throw new PracticeError(await execIn(docker, name, ['cat', `/tmp/lab/${mode}.failed`]));
    return outcomes.includes(`${mode}.ready`);
  });
}

async function release(stack: Stack, docker: Docker, mode: Mode): Promise<void> {
  await execIn(docker, containerName(stack, 'tds-worker'), ['python3', '/practice/lab.py', 'release', mode]);
  await endSessions(stack, sessionsOf(mode));
}

/** Ends the sessions of faults, all of them by default, whoever held them; returns when they are gone. */
export async function endSessions(stack: Stack, which = LAB_SESSIONS): Promise<void> {
  await withDatabase(stack, client =>
    client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${which}`),
  );
  await untilSql(stack, 'the sessions to end', `SELECT count(*) = 0 FROM pg_stat_activity WHERE ${which}`);
}

const sessionsOf = (mode: Mode): string =>
  mode === 'lock-chain' ? `application_name LIKE 'lab-lock-%'` : `application_name = 'lab-${mode}'`;

/**
 * Opens idle sessions until `share` of the connections that the application may have are in use.
 *
 * @internal for its tests
 */
export async function fillPool(stack: Stack, docker: Docker, share: number): Promise<void> {
  await release(stack, docker, 'idle');
  const usable = stack.maxConnections - RESERVED;
  // Not the health checks, which come and go.
  const others = await withDatabase(stack, async client => {
    const query = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND usename <> 'postgres' AND application_name <> 'tsh-app-health'`;
    return (await client.query<{ n: number }>(query)).rows[0]?.n ?? 0;
  });
  const wanted = Math.ceil(usable * share) - others;
  if (wanted < 1) throw new PracticeError('the pool is that full already');
  await hold(stack, docker, 'idle', wanted);
  await untilSql(
    stack,
    'the sessions to be idle for long enough',
    `SELECT count(*) = ${wanted} FROM pg_stat_activity WHERE ${LAB_SESSIONS} AND state = 'idle' AND clock_timestamp() - state_change > interval '${thresholds.idle + 0.2} seconds'`,
  );
}

/** Idle sessions in nine of ten slots. */
export const connectionPoolExhausted: Fault = {
  title: 'idle sessions hold more than 90 % of the connection pool',
  inject: (stack, docker) => fillPool(stack, docker, POOL_SHARE),
  undo: (stack, docker) => release(stack, docker, 'idle'),
};

/** A chain of sessions that wait for each other's rows. */
export const tableLocks: Fault = {
  title: 'one session holds a row for ever, a second waits for it, a third for the second',
  async inject(stack, docker) {
    await hold(stack, docker, 'lock-chain');
    await untilSql(
      stack,
      'two sessions to wait for a lock',
      `SELECT count(*) = 2 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE ${LAB_SESSIONS} AND NOT l.granted AND clock_timestamp() - l.waitstart > interval '${thresholds.lockWait + 0.2} seconds'`,
    );
  },
  undo: (stack, docker) => release(stack, docker, 'lock-chain'),
};

/** Transactions that somebody opened and forgot. */
export const stuckTransactions: Fault = {
  title: 'three sessions are idle in a transaction, one of them in an aborted one',
  async inject(stack, docker) {
    await hold(stack, docker, 'idle-in-transaction', 3);
    await untilSql(
      stack,
      'the transactions to be idle for long enough',
      `SELECT count(*) = 3 FROM pg_stat_activity WHERE ${LAB_SESSIONS} AND state LIKE 'idle in transaction%' AND clock_timestamp() - state_change > interval '${thresholds.idleInTransaction + 0.2} seconds'`,
    );
  },
  undo: (stack, docker) => release(stack, docker, 'idle-in-transaction'),
};
