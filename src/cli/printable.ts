/** Escape sequences of a terminal: CSI, the string sequences (OSC, DCS, …) where they end, and the short ones. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\u009c]{0,512}(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;

/** What has no place on a line: controls, invisible format characters (bidi overrides, tags), lone surrogates. ZWJ and ZWNJ are writing. */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** What ends a line or moves along it. */
const SPACES = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** What a CI runner takes for an order: GitHub at the start of a line, GitHub, Azure and TeamCity anywhere on it. */
const ORDERS = /^(\s*:)(?=:[a-z-]+.*::)|(#)(?=#\w*\[)/gi;

/**
 * Text from outside (a log, a message, a name) as one harmless line: no escape sequences, control or bidi characters,
 * orders to a CI runner taken apart, spaces for line ends, at most `cap` characters, an ellipsis where it was cut. Indentation stays.
 */
export function printable(text: string, cap: number): string {
  // Cut first, so that a megabyte costs no more than a line; what is invisible may take up some of it.
  const start = text.slice(0, cap * 8 + 256);
  const clean = start
    .replace(SEQUENCES, '')
    .replace(SPACES, ' ')
    .replace(UNPRINTABLE, '')
    .replace(ORDERS, '$1$2 ')
    .trimEnd();
  const characters = Array.from(clean);
  if (characters.length <= cap && start.length === text.length) return clean;
  return `${characters.slice(0, Math.max(0, cap - 1)).join('')}…`;
}

/** Several lines of text from outside, each made printable: the first `most`, and how many more there were. */
export function firstLines(text: string, most: number, cap: number): string[] {
  const lines = text.split('\n');
  const shown = lines.slice(0, most).map(line => printable(line, cap));
  return lines.length > most ? [...shown, `… and ${lines.length - most} more lines`] : shown;
}

/** Several lines of text from outside: the last `count` that hold anything, each made printable. */
export function printableLines(text: string, count: number, cap: number): string[] {
  return text
    .slice(-count * (cap + 1) * 8)
    .split(/\r\n|\n|\r|\u2028|\u2029/)
    .map(line => printable(line, cap))
    .filter(line => line !== '')
    .slice(-count);
}
