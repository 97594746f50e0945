/** A row as node-postgres gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Reads on one read-only session (application_name orixoon, statement_timeout, lock_timeout). Failures are PostgresError with the SQLSTATE. */
export interface PostgresEyes {
  /** One statement, parameters never interpolated. `as: 'admin'` goes by `admin_url`. */
  query(sql: string, params?: readonly unknown[], as?: 'app' | 'admin'): Promise<readonly Row[]>;
}

/** Writes: autocommit on a session of its own. */
export interface PostgresHands {
  /** `as` as with the eyes: without it by the application's URL, and by `admin_url` where that is refused for want of a slot. */
  query(sql: string, params?: readonly unknown[], as?: 'app' | 'admin'): Promise<readonly Row[]>;
  /** All of it or nothing. */
  transaction<T>(
    work: (query: (sql: string, params?: readonly unknown[]) => Promise<readonly Row[]>) => Promise<T>,
  ): Promise<T>;
}
