import type { Status } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';

/** The four colours of the page. */
export type Tone = 'good' | 'bad' | 'warn' | 'idle';

const MARKS: Readonly<Record<Status, readonly [Tone, string]>> = {
  passed: ['good', '✓'],
  failed: ['bad', '✕'],
  error: ['bad', '?'],
  warning: ['warn', '!'],
  skipped: ['idle', '–'],
};

/** A round mark; the word itself is there for those who do not see it. */
export function mark(status: Status, word: string = status): Markup {
  const [tone, sign] = MARKS[status];
  return markup`<span class="mark ${tone}" role="img" aria-label="${word}" title="${word}">${sign}</span>`;
}

export const badge = (tone: Tone, word: string): Markup => markup`<span class="badge ${tone}">${word}</span>`;

/** `812 ms`, `12.3 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 issue`, `2 issues`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A value as a person reads it: texts as they are, the rest as JSON. */
export const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** Something to unfold; nothing where there is nothing in it. */
export const folded = (title: string, content: Markup, isEmpty: boolean): Markup =>
  isEmpty ? none : markup`<details><summary>${title}</summary>${content}</details>`;

export const paragraph = (text: string, kind: string): Markup =>
  text === '' ? none : markup`<p class="${kind}">${text}</p>`;
