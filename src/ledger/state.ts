import type { Attempt } from '../core/attempt.ts';
import type { LedgerRecord } from './record.ts';

/** What the records come to: attempts by id, in the order of their reservation. */
export type LedgerState = Map<string, Attempt>;

/** Take in one more record. Throws an Error that says why it does not follow from those before it. */
export function takeIn(state: LedgerState, record: LedgerRecord): void {
  if (record.kind === 'reserved') {
    if (state.has(record.attempt.id)) throw new Error(`the attempt ${record.attempt.id} is reserved a second time`);
    state.set(record.attempt.id, { ...record.attempt, result: 'unsettled' });
    return;
  }
  const attempt = state.get(record.id);
  if (!attempt) throw new Error(`the attempt ${record.id} is ${record.kind}, but was never reserved`);
  if (record.kind === 'restamped') {
    state.set(record.id, { ...attempt, at: record.at });
    return;
  }
  if (attempt.result !== 'unsettled')
    throw new Error(
      `the attempt ${record.id} is settled as ${record.result}, but was settled as ${attempt.result} before`,
    );
  state.set(record.id, { ...attempt, result: record.result });
}
