import type { Row } from '../../clients/postgres-types.ts';

/** One statement with its parameters, on whichever handle. */
export type Query = (sql: string, params?: readonly unknown[]) => Promise<readonly Row[]>;

/** A text cell; null where it is null. Throws where the server sent something else. */
export function text(row: Row, column: string): string | null {
  const value = row[column] ?? null;
  return value === null || typeof value === 'string' ? value : notA('text', value, column);
}

/** A number cell; null where it is null. */
export function number(row: Row, column: string): number | null {
  const value = row[column] ?? null;
  return value === null || typeof value === 'number' ? value : notA('number', value, column);
}

/** A boolean cell; null counts as false. */
export function flag(row: Row, column: string): boolean {
  const value = row[column] ?? false;
  return typeof value === 'boolean' ? value : notA('boolean', value, column);
}

/** A number cell that cannot be null. */
export function count(row: Row, column: string): number {
  const value = number(row, column);
  if (value === null) throw new Error(`PostgreSQL gave no ${column}: expected a number`);
  return value;
}

/** An array of numbers; null counts as empty. */
export function numbers(row: Row, column: string): readonly number[] {
  const value = row[column] ?? [];
  return Array.isArray(value) ? value.map(Number) : notA('array', value, column);
}

function notA(kind: string, value: unknown, column: string): never {
  throw new Error(`PostgreSQL gave ${typeof value} for ${column}: expected ${kind}`);
}
