import type { Moment } from '../core/clock.ts';
import type { Attempt } from '../core/attempt.ts';
import type { LedgerPort } from '../engine/ports.ts';
import { wordsOf } from '../errors.ts';
import { openLedger, readLedger } from '../ledger/ledger.ts';

export interface OpenedLedger extends LedgerPort {
  /** Attempts that earlier runs began and never settled: their outcome is unknown. */
  readonly unsettledAtStart: readonly Attempt[];
  close(): void;
}

/** A run that may heal writes its attempts; any other only reads them. What cannot be read or written denies every heal. */
export function openLedgerPort(directory: string, environment: string, now: Moment, mayHeal: boolean): OpenedLedger {
  try {
    if (!mayHeal) return reading(readLedger(directory, environment));
    const ledger = openLedger(directory, environment, now);
    let broken: string | null = null;
    return {
      unsettledAtStart: ledger.unsettledAtStart,
      history: () => (broken === null ? ledger.history() : { unreadable: broken }),
      reserve(attempt) {
        if (broken !== null) throw new Error(broken);
        try {
          ledger.reserve(attempt);
        } catch (error) {
          broken = wordsOf(error);
          throw error;
        }
      },
      settle(id, result) {
        try {
          ledger.settle(id, result);
        } catch (error) {
          broken = wordsOf(error); // the attempt stays unsettled, which counts; nothing more is healed
        }
      },
      close: () => ledger.close(),
    };
  } catch (error) {
    return reading({ unreadable: wordsOf(error) });
  }
}

const reading = (history: ReturnType<LedgerPort['history']>): OpenedLedger => ({
  unsettledAtStart: 'unreadable' in history ? [] : history.filter(({ result }) => result === 'unsettled'),
  history: () => history,
  reserve: () => {
    throw new Error('unreadable' in history ? history.unreadable : 'this run only tests');
  },
  settle: () => undefined,
  close: () => undefined,
});
