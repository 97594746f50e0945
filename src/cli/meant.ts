import { closest, distance } from 'fastest-levenshtein';

/** The name that a word nearly is, or null where it is none of them nearly. */
export function meantBy(word: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const near = closest(word, names);
  return distance(word, near) <= Math.max(3, word.length / 3) ? near : null;
}
