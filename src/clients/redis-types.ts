/**
 * How Redis answered, or why it did not. `refused`: connection refused or reset, name not found. `timeout`: connected
 * or not, no answer in time. The others are Redis' own words.
 */
export type RedisFault =
  'refused' | 'timeout' | 'auth' | 'loading' | 'readonly' | 'misconf' | 'maxclients' | 'noperm' | 'oom' | 'other';

/**
 * What an ACL says of a command: `absent`: the server does not know it (renamed). `key`: the command, but not that key.
 * `unasked`: this user may not even ask (MULTI). `unknown`: it cannot be told.
 */
export type RedisRight = 'allowed' | 'denied' | 'absent' | 'key' | 'unasked' | 'unknown';

/** What Redis says of the connection itself. */
export interface RedisSelf {
  /** Null where it may not ask, or the server has no ACL. */
  readonly user: string | null;
  /** The server's clock minus ours, milliseconds; null where it may not ask. */
  readonly clockOffsetMs: number | null;
}

/** Reads. Every call goes over a short-lived connection of its own, no retry, no offline queue; failures are RedisError with a fault. */
export interface RedisEyes {
  /** PING within the time; resolves to milliseconds. */
  ping(timeoutMs: number): Promise<number>;
  /** INFO, all sections, as key → value. */
  info(): Promise<Readonly<Record<string, string>>>;
  /** CLUSTER INFO as key → value: of a node of a cluster alone. */
  clusterInfo(): Promise<Readonly<Record<string, string>>>;
  get(key: string): Promise<string | null>;
  /** How many keys would expire within the time and match no pattern; it stops after the page that reaches `cap` keys looked at. */
  countExpiring(
    withinMs: number,
    exceptPatterns: readonly string[],
    cap: number,
  ): Promise<{ readonly expiring: number; readonly looked: number; readonly isComplete: boolean }>;
  /** How many keys match one of the patterns, as Redis matches, and none of the excepted; it stops after the page that reaches `cap` keys. */
  countMatching(
    patterns: readonly string[],
    exceptPatterns: readonly string[],
    cap: number,
  ): Promise<{ readonly matching: number; readonly isComplete: boolean }>;
  /** True if the ACL lets this user run the command (scan, pttl, unlink, eval, memory purge); null where it cannot be told. Executes nothing. */
  mayRun(command: string): Promise<boolean | null>;
  /** The same in detail, of one key. Executes nothing. */
  rightTo(command: string, key: string): Promise<RedisRight>;
  self(): Promise<RedisSelf>;
}

/** Writes. */
export interface RedisHands {
  /** The server's run_id, asked over the connection that the next writes go over: a plan made on one server is not carried out on another. */
  runId(): Promise<string>;
  /** UNLINK keys that expire within the time, soonest first, until less than `goalBytes` are used. Never a key without TTL or of a pattern. */
  unlinkExpiring(options: {
    readonly withinMs: number;
    readonly exceptPatterns: readonly string[];
    readonly goalBytes: number;
    readonly signal: AbortSignal;
  }): Promise<{ readonly deleted: number; readonly usedBytes: number }>;
  /** UNLINK every key that matches one of the patterns, as Redis matches, and none of the excepted; how many. */
  unlinkMatching(patterns: readonly string[], exceptPatterns: readonly string[], signal: AbortSignal): Promise<number>;
  /** Walk the keys so that Redis drops the expired ones (counted by its own `expired_keys`), then MEMORY PURGE. Deletes no live key. */
  dropExpired(
    signal: AbortSignal,
  ): Promise<{ readonly looked: number; readonly dropped: number; readonly usedBytes: number }>;
}
