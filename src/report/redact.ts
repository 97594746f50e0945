import type { Json } from '../core/json.ts';
import { isSecretKey } from '../core/secret-key.ts';
import { formsOf, isWorthHiding } from './secret-forms.ts';
import { REDACTED, secretShapes } from './secret-shapes.ts';
import type { Span } from './secret-shapes.ts';

/** Secrets out, before anything is written or printed: plain data in, the same data without them out, keys included. */
export type Redact = <T extends Json>(value: T) => T;

/**
 * A secret is replaced by `${NAME}`, or by `[redacted]` where it has no name; what only looks like one, by `[redacted]`.
 * Values too short or too common to be looked for (under four characters, true, 5432) are left to the shapes around them.
 */
export function makeRedact(secrets: readonly { readonly name: string; readonly value: string }[]): Redact {
  const needles = new Map<string, string>();
  for (const { name, value } of secrets.filter(({ value }) => isWorthHiding(value)))
    for (const form of formsOf(value))
      if (!needles.has(form)) needles.set(form, name === '' ? REDACTED : `\${${name}}`);
  const placeholders = [...new Set([REDACTED, ...needles.values()])];
  const clean = remembered(text => redactText(text, needles, placeholders));
  return <T extends Json>(value: T) => walk(value, clean, placeholders) as T;
}

/** Keys and short words come again with every event. */
function remembered(clean: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = clean(text);
    if (text.length <= SHORT && known.size < MOST_KNOWN) known.set(text, result);
    return result;
  };
}

const SHORT = 200;
const MOST_KNOWN = 5000;

function walk(value: Json, clean: (text: string) => string, placeholders: readonly string[]): Json {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: Json) => walk(inner, clean, placeholders));
  const taken = new Set<string>();
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => {
    const result = walk(inner, clean, placeholders);
    const isNamedSecret = isSecretKey(key) && typeof result === 'string' && result !== '';
    return [unique(clean(key), taken), isNamedSecret && !placeholders.includes(result) ? REDACTED : result];
  });
  // Own properties even for a key such as __proto__.
  return Object.fromEntries(entries);
}

/** Two keys that differ only in their secrets stay two. */
function unique(key: string, taken: Set<string>): string {
  let name = key;
  for (let count = 2; taken.has(name); count++) name = `${key} (${count})`;
  taken.add(name);
  return name;
}

function redactText(text: string, needles: ReadonlyMap<string, string>, placeholders: readonly string[]): string {
  if (text.length < 4) return text;
  const spans = secretShapes(text);
  for (const [needle, replacement] of needles) occurrences(text, needle, replacement, spans);
  if (spans.length === 0) return text;
  const done: Span[] = [];
  for (const placeholder of placeholders) occurrences(text, placeholder, placeholder, done);
  return replace(text, outside(spans.sort(byStart), done.sort(byStart)));
}

const byStart = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;

/** All places of a needle; those that overlap make one. */
function occurrences(text: string, needle: string, replacement: string, into: Span[]): void {
  let start = text.indexOf(needle);
  while (start >= 0) {
    let end = start + needle.length;
    let next = text.indexOf(needle, start + 1);
    for (; next >= 0 && next < end; next = text.indexOf(needle, next + 1)) end = next + needle.length;
    into.push({ start, end, replacement });
    start = next;
  }
}

/** The spans that do not lie within a placeholder: what has been redacted stays as it is. Both in order of start. */
function outside(spans: readonly Span[], done: readonly Span[]): Span[] {
  let index = 0;
  return spans.filter(({ start, end }) => {
    while ((done[index]?.end ?? Infinity) <= start) index++;
    const placeholder = done[index];
    return !placeholder || start < placeholder.start || end > placeholder.end;
  });
}

/** Replace the spans. Those that overlap are replaced as one, in the name of the longest. */
function replace(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  let index = 0;
  for (let span = spans[0]; span; span = spans[index]) {
    let { end } = span;
    let longest = span;
    for (let next = spans[++index]; next && next.start < end; next = spans[++index]) {
      end = Math.max(end, next.end);
      if (isBetter(next, longest)) longest = next;
    }
    parts.push(text.slice(at, span.start), longest.replacement);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Longer; or as long, and with a name. */
function isBetter(span: Span, than: Span): boolean {
  const difference = span.end - span.start - (than.end - than.start);
  return difference > 0 || (difference === 0 && than.replacement === REDACTED);
}
