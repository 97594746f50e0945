/** How much memory was in use at a moment. */
export interface MemorySample {
  /** Epoch milliseconds, ours. */
  readonly atMs: number;
  readonly usedBytes: number;
}

/** What counts as rising; the rest of the rule is fixed below. */
interface TrendLimits {
  /** Null where the container has none. */
  readonly limitBytes: number | null;
  readonly minSpanMs: number;
  readonly horizonMs: number;
  readonly growthPercent: number;
}

/** Too little to judge by; or what the samples say. */
export type MemoryTrend =
  | { readonly kind: 'too_few'; readonly count: number; readonly spanMs: number }
  | (Rise & { readonly kind: 'rising' | 'not_rising' });

interface Rise {
  readonly count: number;
  readonly spanMs: number;
  readonly firstBytes: number;
  readonly lastBytes: number;
  /** The steady part of the growth over the span, of what was in use at its start. Percent; not below 0. */
  readonly growthPercent: number;
  /** When the limit is reached if it goes on so; null where there is no limit, or no rise. Milliseconds from the last sample. */
  readonly reachedInMs: number | null;
  /** How far ahead a rise may be drawn on: the horizon, but never further than the samples reach back. */
  readonly aheadMs: number;
}

/** Six samples in a random order pass MIN_RISING_SHARE once in a hundred times; five of them, once in twenty-five. */
export const MIN_SAMPLES = 6;
/** Of all pairs of samples, in how many the later one is the higher. */
const MIN_RISING_SHARE = 0.9;
/** Under a limit too, less than this is no leak, however near the limit is. */
const MIN_GROWTH_PERCENT = 10;

/**
 * Does memory rise from sample to sample. It does if nearly every later sample is higher than every earlier one and the
 * growth matters: with a limit, it is reached soon; without one, memory has grown by growthPercent. The rate is the
 * median of all pairs' rates, so that a few wild samples do not move it; and the lower of that and the newer half's, so
 * that what has filled up its caches and levelled off does not count as rising.
 */
export function memoryTrend(samples: readonly MemorySample[], limits: TrendLimits): MemoryTrend {
  const ordered = inOrder(samples);
  const [first, last] = [ordered[0], ordered.at(-1)];
  const count = ordered.length;
  const spanMs = first && last ? last.atMs - first.atMs : 0;
  if (!first || !last || count < MIN_SAMPLES || spanMs < limits.minSpanMs) return { kind: 'too_few', count, spanMs };
  const perMs = Math.min(rateOf(ordered), rateOf(ordered.slice(Math.floor(count / 2))));
  const startBytes = median(ordered.map(({ atMs, usedBytes }) => usedBytes - perMs * (atMs - first.atMs)));
  const growthPercent = perMs > 0 ? percentOf(perMs * spanMs, startBytes) : 0;
  const reachedInMs = limits.limitBytes === null || perMs <= 0 ? null : reach(limits.limitBytes, last, perMs);
  const aheadMs = Math.min(limits.horizonMs, spanMs);
  const matters =
    limits.limitBytes === null
      ? growthPercent >= limits.growthPercent
      : growthPercent >= MIN_GROWTH_PERCENT && reachedInMs !== null && reachedInMs <= aheadMs;
  return {
    kind: matters && risingShare(ordered) >= MIN_RISING_SHARE ? 'rising' : 'not_rising',
    ...{ count, spanMs, firstBytes: first.usedBytes, lastBytes: last.usedBytes, growthPercent, reachedInMs, aheadMs },
  };
}

/** The oldest first, one for each moment: a report that was copied is no second sample. */
const inOrder = (samples: readonly MemorySample[]): MemorySample[] =>
  [...new Map(samples.map(sample => [sample.atMs, sample])).values()].sort((a, b) => a.atMs - b.atMs);

/** Something for each pair of samples, the earlier one first. */
const pairs = <T>(samples: readonly MemorySample[], of: (earlier: MemorySample, later: MemorySample) => T): T[] =>
  samples.flatMap((later, index) => samples.slice(0, index).map(earlier => of(earlier, later)));

/** Bytes a millisecond: the median of all pairs' rates (Theil and Sen). */
const rateOf = (samples: readonly MemorySample[]): number =>
  median(pairs(samples, (a, b) => (b.usedBytes - a.usedBytes) / (b.atMs - a.atMs)));

function risingShare(samples: readonly MemorySample[]): number {
  const rises = pairs(samples, (earlier, later) => later.usedBytes > earlier.usedBytes);
  return rises.filter(Boolean).length / rises.length;
}

const reach = (limitBytes: number, { usedBytes }: MemorySample, perMs: number): number =>
  Math.max(0, limitBytes - usedBytes) / perMs;

/** From nothing it cannot be told; then there is no growth to speak of. */
const percentOf = (part: number, whole: number): number => (whole > 0 ? (part / whole) * 100 : 0);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
