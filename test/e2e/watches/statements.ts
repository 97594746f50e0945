import type Docker from 'dockerode';
import { poll } from '../../../src/practice/poll.ts';
import { withDatabase } from '../../../src/practice/faults/fault.ts';
import type { Practice } from '../practice.ts';

/** A statement as PostgreSQL logged it. */
export interface Statement {
  readonly pid: string;
  readonly application: string;
  readonly text: string;
}

/** Sessions of the stack itself, and ours; any other is the program's. */
const OTHERS = /^(tsh-app-health|tds-worker|lab.*)$/;

const settings = { log_statement: 'all', log_line_prefix: '~%p~%a~%x~ ', autovacuum: 'off' };

/** Have PostgreSQL log every statement, and nothing write but who is told to. */
export async function logStatements({ stack }: Practice): Promise<void> {
  await withDatabase(stack, async client => {
    for (const [name, value] of Object.entries(settings)) await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    await client.query('SELECT pg_reload_conf()');
  });
  await poll({ what: 'PostgreSQL to log statements', timeoutMs: 120_000 }, () =>
    withDatabase(stack, async client => {
      const { rows } = await client.query<{ now: string }>(`SELECT current_setting('log_statement') AS now`);
      return rows[0]?.now === settings.log_statement;
    }),
  );
}

/** The statements since then (seconds of the engine's clock) of every session that is not the stack's own. */
export async function statementsSince({ docker, stack }: Practice, since: string): Promise<readonly Statement[]> {
  const container = docker.getContainer(`${stack.prefix}tsh_postgres`);
  const options: Docker.ContainerLogsOptions & { follow: false } = { follow: false, stdout: true, stderr: true };
  const log = await container.logs({ ...options, since: since as unknown as number });
  // A line that goes on begins with a tab.
  const lines = textOf(log).replaceAll('\n\t', ' ').split('\n');
  return lines.flatMap(line => {
    const [, pid = '', application = '', text] =
      /^~(\d+)~(.*?)~\d+~ LOG: {2}(?:statement|execute [^:]*): (.*)$/.exec(line) ?? [];
    return text === undefined || OTHERS.test(application) ? [] : [{ pid, application, text: plain(text) }];
  });
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Without a terminal, Docker puts eight bytes of framing before each piece: its stream, and its length. */
function textOf(log: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 8 <= log.length;) {
    const end = at + 8 + log.readUInt32BE(at + 4);
    pieces.push(log.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Words before a parenthesis that call nothing. */
const KEYWORDS =
  'select|from|where|and|or|not|in|as|any|all|exists|on|join|lateral|union|materialized|case|when|then|else|filter|over|values|using|by|with|t|seen|interval|within|group';

/** Functions that read: the catalogue, the statistics, the clock; arithmetic and text. None of them takes a lock, signals, or sets. */
const READS = `
  count|sum|min|max|bool_or|bool_and|array_agg|json_agg|coalesce|greatest|least|left|lower|floor|extract|to_char|to_jsonb|
  jsonb_build_object|json_build_object|unnest|make_interval|now|clock_timestamp|current_setting|current_database|
  pg_backend_pid|pg_blocking_pids|pg_has_role|pg_is_in_recovery|pg_partition_ancestors|pg_get_expr|to_regclass|to_regtype|
  has_table_privilege|has_column_privilege|has_any_column_privilege|has_schema_privilege|format_type|quote_ident|array_position|
  string_agg|row_number|pg_stat_get_activity|date_trunc|round|array|format|row_security_active|cardinality|
  pg_relation_size|pg_stat_get_dead_tuples|pg_partition_tree|hashtextextended`.replace(/\s/g, '');

const isKnown = new RegExp(`^(?:${KEYWORDS}|${READS})$`);

/** Everything that is not read only: outside of a read-only transaction, no SELECT, or with a call that may do something. */
export function notReads(statements: readonly Statement[]): readonly string[] {
  const inside = new Set<string>();
  return statements.flatMap(({ pid, text }) => {
    if (text === 'BEGIN READ ONLY') {
      inside.add(pid);
      return [];
    }
    if (text === 'COMMIT' && inside.delete(pid)) return [];
    if (!inside.has(pid)) return [`not in a read-only transaction: ${text}`];
    if (!/^(?:select|with|show)\b/i.test(text)) return [`no SELECT: ${text}`];
    return callsIn(text)
      .filter(call => !isKnown.test(call))
      .map(call => `calls ${call}: ${text}`);
  });
}

/** Names before a parenthesis, outside of quotes. */
const callsIn = (text: string): string[] =>
  [...text.replace(/'[^']*'/g, "''").matchAll(/([a-z_][\w.]*|"[^"]*")\s*\(/gi)].map(([, name = '']) =>
    name.replace(/^pg_catalog\./, '').toLowerCase(),
  );
