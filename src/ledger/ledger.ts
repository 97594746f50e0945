import { closeSync } from 'node:fs';
import type { Attempt, AttemptResult } from '../core/attempt.ts';
import { elapsedMs } from '../core/clock.ts';
import type { Moment } from '../core/clock.ts';
import { append, expectWritable, keepPrivate, ledgerFile, linesOf, openFile, replace } from './ledger-file.ts';
import { LedgerError, moveAside, unusable } from './ledger-error.ts';
import { moment } from './moment.ts';
import { parseRecord } from './record.ts';
import type { LedgerRecord, Reservation } from './record.ts';
import { takeIn } from './state.ts';
import type { LedgerState } from './state.ts';

/** The durable attempts of one environment, of earlier runs and of this one. Every method throws LedgerError. */
export interface Ledger {
  readonly file: string;
  /** Every attempt, in the order of reservation. */
  history(): readonly Attempt[];
  /** What an earlier run reserved and never settled: it was killed in the middle. */
  readonly unsettledAtStart: readonly Attempt[];
  /** On the disk before it returns. Where it throws, nothing may be done. */
  reserve(attempt: Reservation): void;
  /** On the disk before it returns. Once for each attempt, also for one of `unsettledAtStart`; never as `unsettled`. */
  settle(id: string, result: AttemptResult): void;
  close(): void;
}

/** Longer than any rule looks back. */
const KEPT_MS = 8 * 86_400_000;

/**
 * Open the ledger of `environment` below `directory` and make it if there is none. Only for the run that holds the
 * environment's lock: it drops old records and re-stamps those from the future. Throws LedgerError.
 */
export function openLedger(directory: string, environment: string, now: Moment): Ledger {
  const file = ledgerFile(directory, environment);
  try {
    tidy(file, now);
    const descriptor = openFile(file, false);
    try {
      keepPrivate(file, descriptor);
      const { state } = load(file, descriptor);
      return opened(file, descriptor, state);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  } catch (error) {
    throw unusable(file, 'opened', error);
  }
}

/** The attempts as they stand, for a run that changes nothing: no file and no directory is made. Throws LedgerError. */
export function readLedger(directory: string, environment: string): readonly Attempt[] {
  const file = ledgerFile(directory, environment);
  try {
    return [...read(file).state.values()];
  } catch (error) {
    throw unusable(file, 'read', error);
  }
}

/** Throws LedgerError where a run that heals could not use the ledger. No file and no directory is made. */
export function checkLedger(directory: string, environment: string): readonly Attempt[] {
  const attempts = readLedger(directory, environment);
  const file = ledgerFile(directory, environment);
  try {
    expectWritable(file);
  } catch (error) {
    throw unusable(file, 'written', error);
  }
  return attempts;
}

interface Loaded {
  readonly state: LedgerState;
  /** Every line with the attempt that it is about. */
  readonly lines: readonly { readonly text: string; readonly id: string }[];
}

function read(file: string): Loaded {
  let descriptor: number;
  try {
    descriptor = openFile(file, true);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: new Map(), lines: [] };
    throw error;
  }
  try {
    return load(file, descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function load(file: string, descriptor: number): Loaded {
  const state: LedgerState = new Map();
  const lines = linesOf(file, descriptor).map((text, index) => {
    try {
      const record = parseRecord(text);
      takeIn(state, record);
      return { text, id: record.kind === 'reserved' ? record.attempt.id : record.id };
    } catch (error) {
      throw new LedgerError(file, index + 1, error instanceof Error ? error.message : String(error), moveAside(file));
    }
  });
  return { state, lines };
}

/** Drop what is settled and too old for any rule, and re-stamp what comes from the future; in one step, all or nothing. */
function tidy(file: string, now: Moment): void {
  const { state, lines } = read(file);
  const isOld = ({ result, at }: Attempt): boolean => result !== 'unsettled' && elapsedMs(at, now) > KEPT_MS;
  const old = new Set([...state.values()].filter(isOld).map(({ id }) => id));
  const kept = lines.filter(({ id }) => !old.has(id)).map(({ text }) => text);
  const restamped = [...state.values()]
    .filter(({ id, at }) => !old.has(id) && isFromFuture(at, now))
    .map(({ id, at }) => JSON.stringify(restamp(id, at, now)));
  if (old.size > 0 || restamped.length > 0) replace(file, [...kept, ...restamped]);
}

/** The clock was set back, or a container's uptime began anew: such a moment would count as now for ever. */
const isFromFuture = (at: Moment, now: Moment): boolean =>
  at.wallMs > now.wallMs || (at.bootId !== '' && at.bootId === now.bootId && at.uptimeMs > now.uptimeMs);

/** A moment that ages: as long ago as is known, which across boots is not at all. */
function restamp(id: string, then: Moment, now: Moment): LedgerRecord {
  const agoMs = elapsedMs(then, now);
  return {
    kind: 'restamped',
    id,
    at: { wallMs: now.wallMs - agoMs, bootId: now.bootId, uptimeMs: now.uptimeMs - agoMs },
  };
}

function write(file: string, descriptor: number, state: LedgerState, line: string): void {
  // What could not be read back (a time that is no number, a second settling) must not get into the file.
  const record = parseRecord(line);
  takeIn(new Map(state), record);
  try {
    append(file, descriptor, [line]);
  } catch (error) {
    throw unusable(file, 'written', error);
  }
  takeIn(state, record);
}

function opened(file: string, descriptor: number, state: LedgerState): Ledger {
  /** After a failed write nobody knows what is on the disk, so nothing more is promised. */
  let failure: LedgerError | undefined;
  let isOpen = true;
  const add = (record: object): void => {
    if (failure) throw failure;
    try {
      if (!isOpen) throw new Error('it was closed before');
      write(file, descriptor, state, JSON.stringify(record));
    } catch (error) {
      if (error instanceof LedgerError) failure = error;
      throw error instanceof LedgerError ? error : new LedgerError(file, null, refusal(error), OUR_MISTAKE);
    }
  };
  return {
    file,
    history: () => [...state.values()],
    unsettledAtStart: [...state.values()].filter(attempt => attempt.result === 'unsettled'),
    reserve: attempt => {
      add({ kind: 'reserved', attempt });
    },
    settle: (id, result) => {
      add({ kind: 'settled', id, result, at: moment() });
    },
    close: () => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

const OUR_MISTAKE = 'Nothing was written. This is a mistake in Orixoon: please report it';

const refusal = (error: unknown): string =>
  `does not take this record: ${error instanceof Error ? error.message : String(error)}`;
