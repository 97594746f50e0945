import type { ExpiringKeys } from './redis-expiring.ts';
import { countOf, filterKeys, inBatches, joined, lengthAt, numberAt, sortedKeys } from './redis-packed.ts';

/** To so much it is cut down, at twice of it, so that memory is bounded however many keys there are. */
const KEEP_KEYS = 200_000;
const KEEP_BYTES = 32 * 1024 * 1024;

/** Keeps the keys that expire soonest of those that come by, as many as may be kept. */
export interface Soonest {
  add(found: ExpiringKeys): void;
  /** Leave out what expires later, from now on and of what is kept. */
  until(moment: number): void;
  /** Those that are kept, in that order; `isAll`: none was left out. */
  sorted(): { readonly soonest: ExpiringKeys; readonly isAll: boolean };
}

export function keepSoonest(): Soonest {
  let kept: ExpiringKeys[] = [];
  let [count, bytes, latestMs] = [0, 0, Infinity];
  const keep = (found: ExpiringKeys): void => {
    const keys = filterKeys(found, place => numberAt(found, place) <= latestMs);
    kept.push(keys);
    count += countOf(keys);
    bytes += keys.bytes.length;
  };
  const keepOnly = (lists: readonly ExpiringKeys[]): void => {
    [kept, count, bytes] = [[], 0, 0];
    lists.forEach(keep);
  };
  const cutDown = (): void => {
    const first = firstOf(sortedKeys(joined(kept)));
    if (countOf(first) > 0) latestMs = numberAt(first, countOf(first) - 1);
    keepOnly([first]);
  };
  return {
    add(found) {
      keep(found);
      if (count >= 2 * KEEP_KEYS || bytes >= 2 * KEEP_BYTES) cutDown();
    },
    until(moment) {
      latestMs = Math.min(latestMs, moment);
      keepOnly(kept);
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
