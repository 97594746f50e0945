import type { Attempt, AttemptResult } from '../core/attempt.ts';
import type { Moment } from '../core/clock.ts';
import type { Budget } from '../core/policy.ts';

/** An attempt before anything came of it. */
export type Reservation = Omit<Attempt, 'result'>;

/** What came of an attempt. */
type SettledResult = Exclude<AttemptResult, 'unsettled'>;

/** One line of the ledger. */
export type LedgerRecord =
  | { readonly kind: 'reserved'; readonly attempt: Reservation }
  | { readonly kind: 'settled'; readonly id: string; readonly result: SettledResult; readonly at: Moment }
  /** The attempt's moment lay in the future: from now on it counts from `at`. */
  | { readonly kind: 'restamped'; readonly id: string; readonly at: Moment };

// Records, so that a member added to the type and forgotten here does not compile.
const results: Record<SettledResult, true> = {
  healed: true,
  unhealed: true,
  failed: true,
  stale: true,
  interrupted: true,
};
const budgets: Record<Budget, true> = { container: true, database: true, redis: true, queue: true, none: true };

/** One line, without its end. Throws an Error that says what is wrong with it, never what stands in it. */
export function parseRecord(line: string): LedgerRecord {
  const record = fieldsOf(parseJson(line), 'the record');
  switch (record['kind']) {
    case 'reserved':
      return { kind: 'reserved', attempt: reservation(fieldsOf(record['attempt'], 'attempt')) };
    case 'settled':
      return { kind: 'settled', id: text(record, 'id'), result: oneOf(record, 'result', results), at: time(record) };
    case 'restamped':
      return { kind: 'restamped', id: text(record, 'id'), at: time(record) };
    default:
      throw new Error(
        `expected a record of kind reserved, settled or restamped, saw ${kindOf(record['kind'])}; a newer Orixoon may have written it`,
      );
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The parser's own message quotes the line.
    throw new Error(`expected one JSON object, saw ${line.length} characters that are not JSON (torn or damaged)`);
  }
}

function reservation(fields: Fields): Reservation {
  return {
    id: text(fields, 'id'),
    runId: text(fields, 'runId'),
    phase: text(fields, 'phase'),
    issue: text(fields, 'issue'),
    target: text(fields, 'target'),
    action: text(fields, 'action'),
    budget: oneOf(fields, 'budget', budgets),
    at: time(fields),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const kindOf = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : 'none');

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`expected ${what} to be an object, saw something else`);
  return value as Fields;
}

function text(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string') throw new Error(`expected a text in "${key}", saw ${typeof value}`);
  return value;
}

function oneOf<Word extends string>(fields: Fields, key: string, words: Readonly<Record<Word, true>>): Word {
  const value = text(fields, key);
  if (!Object.hasOwn(words, value))
    throw new Error(`expected "${key}" to be one of ${Object.keys(words).join(', ')}, saw ${kindOf(value)}`);
  return value as Word;
}

function time(fields: Fields): Moment {
  const at = fieldsOf(fields['at'], '"at"');
  const { wallMs, uptimeMs } = at;
  if (!isTime(wallMs) || !isTime(uptimeMs)) throw new Error('expected "at" to hold wallMs and uptimeMs as numbers');
  return { wallMs, bootId: text(at, 'bootId'), uptimeMs };
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
