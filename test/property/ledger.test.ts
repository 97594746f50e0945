import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attempt, AttemptResult } from '../../src/core/attempt.ts';
import { elapsedMs } from '../../src/core/clock.ts';
import type { Moment } from '../../src/core/clock.ts';
import { LedgerError } from '../../src/ledger/ledger-error.ts';
import { openLedger, readLedger } from '../../src/ledger/ledger.ts';
import { attempt, DAY_MS, now } from '../unit/core/given.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const results = fc.constantFrom<AttemptResult>('healed', 'unhealed', 'failed', 'stale', 'interrupted');
const moments: fc.Arbitrary<Moment> = fc.record({
  wallMs: fc.integer({ min: -20 * DAY_MS, max: 20 * DAY_MS }).map(ms => now.wallMs + ms),
  bootId: fc.constantFrom('boot-1', 'boot-0', ''),
  uptimeMs: fc.integer({ min: 0, max: 80 * DAY_MS }),
});
const pasts = fc.array(
  fc.record({ target: anyText, action: anyText, at: moments, end: fc.option(results, { nil: undefined }) }),
  { maxLength: 12 },
);

type Past = { target: string; action: string; at: Moment; end: AttemptResult | undefined };

/** A ledger that holds these; each is opened anew, as by a run of its own, at `by`. */
function within<T>(past: readonly Past[], by: Moment, use: (directory: string, written: Attempt[]) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'orixoon-property-'));
  try {
    const ledger = openLedger(directory, 'x', by);
    const written = past.map(({ end, ...rest }, index) => {
      const { result, ...reserved } = attempt({ ...rest, id: `${index}`, result: 'unsettled' });
      ledger.reserve(reserved);
      if (end !== undefined) ledger.settle(reserved.id, end);
      return { ...reserved, result: end ?? result };
    });
    ledger.close();
    return use(directory, written);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const fileIn = (directory: string): string => join(directory, '.orixoon', 'x.ledger.jsonl');

test('whatever was written is read again, in order', () => {
  fc.assert(
    fc.property(pasts, past => {
      within(past, now, (directory, written) => {
        expect(readLedger(directory, 'x')).toEqual(JSON.parse(JSON.stringify(written)));
      });
    }),
  );
});

test('opening makes nothing older than it was nor younger than now, loses nothing that counts, and leaves no future', () => {
  fc.assert(
    fc.property(pasts, past => {
      within(past, now, (directory, written) => {
        const ledger = openLedger(directory, 'x', now);
        const after = new Map(ledger.history().map(entry => [entry.id, entry]));
        ledger.close();
        for (const before of written) {
          const age = elapsedMs(before.at, now);
          const kept = after.get(before.id);
          if (age <= 8 * DAY_MS || before.result === 'unsettled') expect(kept).toBeDefined();
          else expect(kept).toBeUndefined();
          if (!kept) continue;
          expect(elapsedMs(kept.at, now)).toBe(age);
          expect(kept.result).toBe(before.result);
          // In the next boot, a second later by the clock, it has aged by that second at the most, and does not stand still.
          const next = { wallMs: now.wallMs + 1000, bootId: 'next', uptimeMs: 1 };
          expect(kept.at.wallMs).toBeLessThanOrEqual(now.wallMs);
          expect(elapsedMs(kept.at, next)).toBeGreaterThanOrEqual(1000);
        }
        const bytes = readFileSync(fileIn(directory));
        openLedger(directory, 'x', now).close();
        expect(readFileSync(fileIn(directory)).equals(bytes)).toBe(true);
      });
    }),
  );
});

test('cut anywhere, it is whole up to a line’s end or refused: never half believed', () => {
  fc.assert(
    fc.property(pasts, fc.double({ min: 0, max: 1, noNaN: true }), (past, part) => {
      within(past, now, (directory, written) => {
        const bytes = readFileSync(fileIn(directory));
        const length = Math.floor(bytes.length * part);
        truncateSync(fileIn(directory), length);
        if (length === 0 || bytes[length - 1] === 0x0a) {
          const left = readLedger(directory, 'x');
          expect(left.map(({ id }) => id)).toEqual(written.slice(0, left.length).map(({ id }) => id));
        } else expect(() => readLedger(directory, 'x')).toThrow(LedgerError);
      });
    }),
  );
});

test('any other bytes are refused with a LedgerError, or read; nothing else is thrown', () => {
  const byte = fc.nat(255);
  fc.assert(
    fc.property(
      pasts,
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), byte), { minLength: 1 }),
      (past, damage) => {
        within(past, now, directory => {
          const bytes = readFileSync(fileIn(directory));
          for (const [place, value] of damage)
            if (bytes.length > 0) bytes[Math.floor(place * (bytes.length - 1))] = value;
          writeFileSync(fileIn(directory), bytes);
          try {
            readLedger(directory, 'x');
          } catch (error) {
            expect(error).toBeInstanceOf(LedgerError);
          }
        });
      },
    ),
  );
});
