import { plainText } from './plain-text.ts';

const MAX_TEXT = 20_000;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What has to be looked at more closely: anything but plain printable text, and what would be markup. */
const SUSPECT = /[^\t\n -~]|[&<>"']/;

/** Finished XML or HTML. Only the `markup` tag makes it, so a text from outside can never pass for it. */
class FinishedMarkup {
  readonly #source: string;
  constructor(source: string) {
    this.#source = source;
  }
  toString(): string {
    return this.#source;
  }
}
export type Markup = FinishedMarkup;

type Slot = string | number | Markup | readonly Markup[];

function fill(slot: Slot): string {
  if (typeof slot === 'number') return String(slot);
  if (slot instanceof FinishedMarkup) return slot.toString();
  if (typeof slot !== 'string') return slot.map(String).join('');
  // A page of a large run has ten thousand texts, and nearly all of them are harmless.
  if (slot.length <= MAX_TEXT && !SUSPECT.test(slot)) return slot;
  return plainText(slot, MAX_TEXT).replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
}

/** A template of XML or HTML: every string in a slot is cleaned, capped and escaped, every `Markup` stands as it is. */
export function markup(parts: TemplateStringsArray, ...slots: readonly Slot[]): Markup {
  let source = parts[0] ?? '';
  for (let at = 0; at < slots.length; at += 1) source += fill(slots[at] ?? '') + (parts[at + 1] ?? '');
  return new FinishedMarkup(source);
}

/** Nothing. */
export const none: Markup = markup``;
