import type { NodeId } from '../../core/finding.ts';
import type { DatabaseSettings } from '../settings.ts';
import { quote } from '../table-name.ts';

/** A row of pg_stat_activity with what it takes to judge it. Seconds are by the database's clock. */
export interface Session {
  readonly pid: number;
  readonly database: string | null;
  /** In the database that is tested. */
  readonly isHere: boolean;
  readonly user: string | null;
  readonly isSuperuser: boolean;
  readonly application: string;
  /** `client backend`, `walsender`, …; null where this role may not see it. */
  readonly type: string | null;
  readonly state: string | null;
  /** ISO 8601 in UTC with microseconds: half of what makes a pid somebody. */
  readonly backendStart: string | null;
  readonly stateChange: string | null;
  readonly stateSeconds: number | null;
  readonly transactionSeconds: number | null;
  readonly isInTransaction: boolean;
  /** Cut short. */
  readonly query: string;
  readonly isOurs: boolean;
  /** The role that looks may cancel and terminate it. */
  readonly isSignalable: boolean;
  /** Null: it waits for no lock. */
  readonly waitSeconds: number | null;
  /** Whom it waits for; 0 is a prepared transaction. */
  readonly blockedBy: readonly number[];
}

export interface Server {
  readonly version: number;
  readonly isStandby: boolean;
  /** default_transaction_read_only as a new session gets it. */
  readonly isReadOnly: boolean;
  /** max_connections less what is reserved. */
  readonly usableSlots: number;
  readonly database: string;
  readonly role: string;
}

export interface PreparedTransaction {
  readonly gid: string;
  readonly owner: string;
  readonly seconds: number;
}

/** Whose own CONNECTION LIMIT refuses us; the server's pool is another matter. */
export interface Limit {
  readonly of: 'role' | 'database';
  readonly name: string;
}

interface Place {
  readonly target: string;
  readonly restsOn: readonly NodeId[];
  readonly settings: DatabaseSettings;
}

/** There is no slot left, and no way in. */
export interface FullReading extends Place {
  readonly kind: 'full';
  readonly refusal: string;
  readonly limit: Limit | null;
  readonly triedSeconds: number;
  readonly hasAdmin: boolean;
}

export interface SeenReading extends Place {
  readonly kind: 'seen';
  /** What the server said to the application's URL, where only admin_url got in. */
  readonly refusal: string | null;
  readonly limit: Limit | null;
  /** The name of the database that is tested. */
  readonly database: string;
  readonly server: Server;
  readonly sessions: readonly Session[];
  /** Read only where somebody waits for one. */
  readonly prepared: readonly PreparedTransaction[];
}

export type Reading = FullReading | SeenReading;

/** A session of an application, as far as this role can tell. */
export const isClient = (session: Session): boolean => session.type === 'client backend' && !session.isOurs;

/** A session that may be a client's, but whose state this role may not see. */
export const isHidden = (session: Session): boolean =>
  (session.type === null && session.user !== null && session.database !== null) || session.state === 'disabled';

/** What a role needs in order to see, and to end, the sessions of others. */
export const grantToSee = (role: string): string =>
  `grant it with: GRANT pg_monitor TO ${quote(role)} (or pg_read_all_stats)`;
