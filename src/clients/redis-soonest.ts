import type { ExpiringKeys } from './redis-expiring.ts';
import { countOf, filterKeys, inBatches, joined, lengthAt, numberAt, sortedKeys } from './redis-packed.ts';

/** To so much it is cut down, at twice of it, so that memory is bounded however many keys there are. */
const KEEP_KEYS = 200_000;
const KEEP_BYTES = 32 * 1024 * 1024;

/** Keeps the keys that expire soonest of those that come by, as many as may be kept. */
export interface Soonest {
  add(found: ExpiringKeys): void;
  /** Those that are kept, in that order; `isAll`: none was left out. */
  sorted(): { readonly soonest: ExpiringKeys; readonly isAll: boolean };
}

export function keepSoonest(): Soonest {
  let kept: ExpiringKeys[] = [];
  let [count, bytes, latestMs] = [0, 0, Infinity];
  const keep = (keys: ExpiringKeys): void => {
    kept.push(keys);
    count += countOf(keys);
    bytes += keys.bytes.length;
  };
  const cutDown = (): void => {
    // Copied, so that it does not hold on to the rest.
    const first = joined([firstOf(sortedKeys(joined(kept)))]);
    [kept, count, bytes] = [[], 0, 0];
    keep(first);
    if (count > 0) latestMs = numberAt(first, count - 1);
  };
  return {
    add(found) {
      keep(filterKeys(found, place => numberAt(found, place) <= latestMs));
      if (count >= 2 * KEEP_KEYS || bytes >= 2 * KEEP_BYTES) cutDown();
    },
    // Nothing that expires before the latest of them was left out, so all of them can be used.
    sorted: () => ({ soonest: sortedKeys(joined(kept)), isAll: latestMs === Infinity }),
  };
}

/** As many of the first as may be kept, and one at least. */
function firstOf(sorted: ExpiringKeys): ExpiringKeys {
  let [count, bytes] = [0, 0];
  while (count < Math.min(KEEP_KEYS, countOf(sorted))) {
    bytes += lengthAt(sorted, count);
    if (bytes > KEEP_BYTES && count > 0) break;
    count += 1;
  }
  const [first = sorted] = inBatches(sorted, Math.max(1, count));
  return first;
}
