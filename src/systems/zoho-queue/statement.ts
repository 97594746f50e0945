/** Takes a value and gives its place in the statement, `$3::text[]`. */
export type Bind = (value: unknown, type: string) => string;

export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** A statement whose values all go as parameters, numbered as they come. */
export function statement(build: (bind: Bind) => string): Statement {
  const params: unknown[] = [];
  const sql = build((value, type) => `$${params.push(value)}::${type}`);
  return { sql, params };
}
