import type { Status } from '../core/finding.ts';
import type { Json } from '../core/json.ts';
import { clockTime } from './healing-log.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import { oneLine } from './plain-text.ts';

/** The four colours of the page. */
export type Tone = 'good' | 'bad' | 'warn' | 'idle';

const MARKS: Readonly<Record<Status, readonly [Tone, string]>> = {
  passed: ['good', '✓'],
  failed: ['bad', '✕'],
  error: ['bad', '?'],
  warning: ['warn', '!'],
  skipped: ['idle', '–'],
};
/** Values beside a text are there to be compared; the whole of them is in report.json. */
const MAX_VALUE = 300;

/** A round mark; the word itself is there for those who do not see it. */
export function mark(status: Status, word: string = status === 'error' ? 'could not tell' : status): Markup {
  const [tone, sign] = MARKS[status];
  return markup`<span class="mark ${tone}" role="img" aria-label="${word}" title="${word}">${sign}</span>`;
}

/** The same beside a word that says it. */
export const sign = (status: Status): Markup =>
  markup`<span class="mark ${MARKS[status][0]}" aria-hidden="true">${MARKS[status][1]}</span>`;

export const badge = (tone: Tone, word: string): Markup => markup`<span class="badge ${tone}">${word}</span>`;

/** `812 ms`, `12.3 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `14:30:15`, in UTC. */
export const clock = (at: string): Markup => markup`<time datetime="${at}">${clockTime(at).slice(11)}</time>`;

/** `1 issue`, `2 issues`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `9 of 10 checks, 2 skipped`: what is skipped is none that could have passed. */
export function passedOf(checks: readonly { readonly status: Status }[]): string {
  const count = (status: Status): number => checks.filter(check => check.status === status).length;
  const skipped = count('skipped');
  return `${count('passed')} of ${counted(checks.length - skipped, 'check')}${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** A value as a person reads it: texts as they are, the rest as JSON. */
export const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** The same on one line, and not without end. */
export const brief = (value: Json): string =>
  oneLine(typeof value === 'string' ? value : JSON.stringify(value), MAX_VALUE);

/** Something to unfold; nothing where there is nothing in it. */
export const folded = (title: string, content: Markup, { isEmpty = false, isOpen = false } = {}): Markup =>
  isEmpty
    ? none
    : markup`<details${isOpen ? markup` open` : none}><summary>${title}</summary><div class="inner">${content}</div></details>`;

export const paragraph = (text: string, kind: string): Markup =>
  text === '' ? none : markup`<p class="${kind}">${text}</p>`;

/** A part of the page under a heading of its own, with a remark beside it. */
export const section = (title: string, remark: string, content: Markup | readonly Markup[]): Markup =>
  markup`<section><h2>${title}${remark === '' ? none : markup` <span class="soft">${remark}</span>`}</h2>
${content}</section>`;

/** As many as a reader wants to see at once; the others to unfold. */
export function firstOf(items: readonly Markup[], most: number, list: (items: readonly Markup[]) => Markup): Markup {
  if (items.length <= most) return list(items);
  const rest = items.slice(most);
  return markup`${list(items.slice(0, most))}${folded(`and ${rest.length} more`, list(rest))}`;
}
