import type { Row } from '../../clients/postgres-types.ts';

/** One statement with its parameters, on whichever handle. */
export type Query = (sql: string, params?: readonly unknown[]) => Promise<readonly Row[]>;

/** The one row of a statement that always gives one. */
export function only(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL gave no row: expected one');
  return row;
}

/** A text cell that cannot be null. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`PostgreSQL gave ${typeof value} for ${column}: expected text`);
  return value;
}

/** A number cell; null where it is null. */
export function numberOrNull(row: Row, column: string): number | null {
  const value = row[column] ?? null;
  if (value !== null && typeof value !== 'number')
    throw new Error(`PostgreSQL gave ${typeof value} for ${column}: expected a number`);
  return value;
}

/** A number cell that cannot be null. */
export function count(row: Row, column: string): number {
  const value = numberOrNull(row, column);
  if (value === null) throw new Error(`PostgreSQL gave no ${column}: expected a number`);
  return value;
}

/** The texts of a column. */
export const texts = (rows: readonly Row[], column: string): string[] => rows.map(row => text(row, column));
