/** How sure it has to be: so many standard errors of the sample above its sum, and that at most so much of what is needed. */
const STANDARD_ERRORS = 3;
const PART_OF_NEED = 0.95;

/** A key that was looked at: when it expires, by whatever clock, and what it takes. */
export interface Sampled {
  readonly expiresAtMs: number;
  readonly bytes: number;
}

/**
 * Up to which moment everything that expires has to go anyway, so that `neededBytes` come free; as a sample tells, of which
 * each key stands for `weight` keys. Too early rather than too late: −Infinity where the sample tells nothing, Infinity
 * where even all of it would not be enough.
 */
export function thresholdOf(sample: readonly Sampled[], weight: number, neededBytes: number): number {
  let [sum, squares, thresholdMs] = [0, 0, -Infinity];
  for (const { expiresAtMs, bytes } of [...sample].sort((a, b) => a.expiresAtMs - b.expiresAtMs)) {
    sum += bytes;
    squares += bytes ** 2;
    if (weight * (sum + STANDARD_ERRORS * Math.sqrt(squares)) > PART_OF_NEED * neededBytes) return thresholdMs;
    thresholdMs = expiresAtMs;
  }
  return sample.length === 0 ? -Infinity : Infinity;
}
