/** Plain data: what may stand in an event, a report or the ledger. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What JSON lets stand and who reads a terminal or a build log obeys: C1 controls, line separators, invisible format
 * characters (ZWJ and ZWNJ are writing), and the orders to a CI runner that begin with `##[` or `##vso[`.
 */
const OBEYED = /[\u007f-\u009f\u2028\u2029]|(?![\u200c\u200d])\p{Cf}|#(?=#\w*\[)/gu;

/** JSON that is harmless to print too: the same value, with escapes for what would steer a terminal or hide a text. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(OBEYED, character =>
    character.replace(/[^]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );

/** JSON with the keys of every object in order, so that equal values give equal texts. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
