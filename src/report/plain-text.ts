import { stripVTControlCharacters } from 'node:util';

/** What no reader of a log, a report or a page wants to meet: controls, direction overrides, and what XML forbids. */
const UNWANTED = /(?![\n\t])[\p{Cc}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text that is safe to print: no terminal escapes, no control characters but newline and tab, no half surrogates; at
 * most `maxLength` characters, with a marker where it was cut.
 */
export function plainText(text: string, maxLength: number): string {
  // Cut before cleaning too, so that a megabyte of escapes costs nothing.
  const clean = stripVTControlCharacters(text.slice(0, 2 * maxLength))
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(UNWANTED, '');
  if (text.length <= 2 * maxLength && clean.length <= maxLength) return clean;
  const kept = clean.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}… [cut: ${text.length} characters in all]`;
}

/** The same on one line. */
export function oneLine(text: string, maxLength: number): string {
  return plainText(text, maxLength)
    .split(/[\n\t\u2028\u2029]/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(' ');
}
