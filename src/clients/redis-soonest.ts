import type { ExpiringKey } from './redis-expiring.ts';

/** To so much it is cut down, at twice of it, so that memory is bounded however many keys there are. */
const KEEP_KEYS = 200_000;
const KEEP_BYTES = 32 * 1024 * 1024;

/** Keeps the keys that expire soonest of those that come by, as many as may be kept. */
export interface Soonest {
  add(found: readonly ExpiringKey[]): void;
  /** Those that are kept, in that order; `isAll`: none was left out. */
  sorted(): { readonly soonest: readonly ExpiringKey[]; readonly isAll: boolean };
}

export function keepSoonest(): Soonest {
  let kept: ExpiringKey[] = [];
  let bytes = 0;
  let latestMs = Infinity;
  const cutDown = (): void => {
    kept = firstOf(kept);
    bytes = kept.reduce((sum, { key }) => sum + key.length, 0);
    latestMs = kept.at(-1)?.expiresAtMs ?? latestMs;
  };
  return {
    add(found) {
      for (const one of found) {
        if (one.expiresAtMs > latestMs) continue;
        kept.push(one);
        bytes += one.key.length;
      }
      if (kept.length >= 2 * KEEP_KEYS || bytes >= 2 * KEEP_BYTES) cutDown();
    },
    // Nothing that expires before the latest of them was left out, so all of them can be used.
    sorted: () => ({ soonest: kept.sort(bySoonest), isAll: latestMs === Infinity }),
  };
}

const bySoonest = (a: ExpiringKey, b: ExpiringKey): number => a.expiresAtMs - b.expiresAtMs;

function firstOf(keys: readonly ExpiringKey[]): ExpiringKey[] {
  let bytes = 0;
  return [...keys]
    .sort(bySoonest)
    .slice(0, KEEP_KEYS)
    .filter(({ key }, index) => (bytes += key.length) <= KEEP_BYTES || index === 0);
}
