import { quote } from '../table-name.ts';
import type { Query } from './cells.ts';
import { count, flag, number, text } from './cells.ts';

/** Roles of PostgreSQL itself whose rights are needed: to see the sessions of others, to end them, to get in when all is full. */
export const grantedRoles = {
  see: 'pg_read_all_stats',
  signal: 'pg_signal_backend',
  reserved: 'pg_use_reserved_connections',
} as const;

/** `dormant`: the role is a member, but does not inherit. `none`: not even that. `absent`: this version has no such role. */
export type Membership = 'has' | 'dormant' | 'none' | 'absent';

/** Who a connection is, and what it may. */
export interface Rights {
  /** As `server_version_num`: 150004. */
  readonly version: number;
  readonly role: string;
  readonly isSuperuser: boolean;
  readonly see: Membership;
  readonly signal: Membership;
  readonly reserved: Membership;
  /** Epoch milliseconds by the server's clock. */
  readonly nowMs: number;
  /** What the session asked for as it began did not arrive: a pooler stands in between and keeps settings to itself. */
  readonly isPooled: boolean;
  /** The connection is encrypted; null where this cannot be told. */
  readonly isEncrypted: boolean | null;
}

const membership = (role: string): string => `case
  when not exists (select from pg_roles where rolname = '${role}') then 'absent'
  when pg_has_role(current_user, (select oid from pg_roles where rolname = '${role}'), 'USAGE') then 'has'
  when pg_has_role(current_user, (select oid from pg_roles where rolname = '${role}'), 'MEMBER') then 'dormant'
  else 'none' end`;

const sql = `
select current_setting('server_version_num')::int as version,
       current_user::text as role,
       (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
       ${membership(grantedRoles.see)} as see,
       ${membership(grantedRoles.signal)} as signal,
       ${membership(grantedRoles.reserved)} as reserved,
       extract(epoch from clock_timestamp())::float8 * 1000 as now_ms,
       current_setting('application_name') <> 'orixoon' or current_setting('statement_timeout') = '0' as is_pooled,
       (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as is_encrypted`;

/** Ask the server who this connection is. */
export async function readRights(query: Query): Promise<Rights> {
  const [row] = await query(sql);
  if (!row) throw new Error('PostgreSQL gave no row about this role: expected one');
  const memberOf = (column: string): Membership => (text(row, column) ?? 'none') as Membership;
  return {
    version: count(row, 'version'),
    role: text(row, 'role') ?? '',
    isSuperuser: flag(row, 'is_superuser'),
    see: memberOf('see'),
    signal: memberOf('signal'),
    reserved: memberOf('reserved'),
    nowMs: number(row, 'now_ms') ?? NaN,
    isPooled: flag(row, 'is_pooled'),
    isEncrypted: row['is_encrypted'] === null || row['is_encrypted'] === undefined ? null : flag(row, 'is_encrypted'),
  };
}

/** What gives a role one of those rights; from PostgreSQL 16 on it is the membership that inherits, before it is the role. */
export function grantFor(right: keyof typeof grantedRoles, { role, version, ...has }: Rights): string {
  if (has[right] !== 'dormant') return `GRANT ${grantedRoles[right]} TO ${quote(role)};`;
  if (version < 160_000) return `ALTER ROLE ${quote(role)} INHERIT;`;
  return `GRANT ${grantedRoles[right]} TO ${quote(role)} WITH INHERIT TRUE;`;
}
