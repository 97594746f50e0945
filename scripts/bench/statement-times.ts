import { randomUUID } from 'node:crypto';
import type Docker from 'dockerode';
import { poll } from '../../src/practice/poll.ts';
import type { Stack } from '../../src/practice/stack.ts';
import { asSuperuser } from './queue-data.ts';

/** PostgreSQL writes down every statement from here on that takes longer than this, and whose it was. */
const NOTED_MS = 20;

/** Lets the server note its slow statements. */
export const noteStatements = (stack: Stack): Promise<void> =>
  asSuperuser(stack, async client => {
    await client.query(`alter system set log_min_duration_statement = ${NOTED_MS}`);
    await client.query(`alter system set log_line_prefix = '<%a> '`);
    // The rows that a statement was about would make its line longer than itself.
    await client.query('alter system set log_parameter_max_length = 0');
    // As PostgreSQL comes: the practice stack's is small, and would be writing checkpoints all the while.
    await client.query(`alter system set max_wal_size = '1GB'`);
    await client.query('select pg_reload_conf()');
    await poll({ what: 'PostgreSQL to note statements', timeoutMs: 10_000, intervalMs: 20 }, async () => {
      const { rows } = await client.query<{ value: string }>(`select current_setting('log_line_prefix') as value`);
      return rows[0]?.value === '<%a> ';
    });
  });

/** Milliseconds of the longest statement that `application` has had since a moment (by the machine's clock); NOTED_MS where all were shorter. */
export async function longestStatement(
  docker: Docker,
  stack: Stack,
  application: string,
  since: number,
): Promise<number> {
  const mark = `read up to here ${randomUUID()}`;
  await asSuperuser(stack, client => client.query(`do $$ begin raise log '${mark}'; end $$`));
  const log = await poll(
    { what: `the log of PostgreSQL to say "${mark}"`, timeoutMs: 10_000, intervalMs: 20 },
    async () => {
      const read = await docker
        .getContainer(stack.containers.tsh_postgres.name)
        .logs({ stdout: true, stderr: true, since: since / 1000 });
      const text = read.toString('utf8');
      return text.includes(mark) ? text : undefined;
    },
  );
  const lines = log.matchAll(/<([^>]*)> LOG: {2}duration: ([\d.]+) ms/g);
  const times = [...lines].flatMap(([, name, ms]) => (name === application ? [Number(ms)] : []));
  return Math.max(NOTED_MS, ...times);
}
