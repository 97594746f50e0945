/** How sure it has to be: so many standard errors of the sample above its sum, and that at most so much of what is needed. */
const STANDARD_ERRORS = 3;
const PART_OF_NEED = 0.95;

/** A key that was looked at: when it expires, by whatever clock, and what it takes. */
export interface Sampled {
  readonly expiresAtMs: number;
  readonly bytes: number;
}

/** What a sample tells of the order in which keys expire. */
export interface Thresholds {
  /** Everything that expires up to here has to go anyway. Too early rather than too late: −Infinity where nothing is sure. */
  readonly surelyMs: number;
  /** Everything that expires up to here is enough. Too late rather than too early: Infinity where that is not sure. */
  readonly enoughMs: number;
}

/** Both moments for `neededBytes` to come free, by a sample of which each key stands for `weight` keys. */
export function thresholdsOf(sample: readonly Sampled[], weight: number, neededBytes: number): Thresholds {
  let [sum, squares] = [0, 0];
  let [surelyMs, isSure] = [-Infinity, true];
  for (const { expiresAtMs, bytes } of [...sample].sort((a, b) => a.expiresAtMs - b.expiresAtMs)) {
    sum += bytes;
    squares += bytes ** 2;
    const error = STANDARD_ERRORS * Math.sqrt(squares);
    isSure &&= weight * (sum + error) <= PART_OF_NEED * neededBytes;
    if (isSure) surelyMs = expiresAtMs;
    if (weight * (sum - error) * PART_OF_NEED >= neededBytes) return { surelyMs, enoughMs: expiresAtMs };
  }
  return { surelyMs: isSure && sample.length > 0 ? Infinity : surelyMs, enoughMs: Infinity };
}
