import { plainText } from './plain-text.ts';

const MAX_TEXT = 20_000;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

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
  return plainText(slot, MAX_TEXT).replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
}

/** A template of XML or HTML: every string in a slot is cleaned, capped and escaped, every `Markup` stands as it is. */
export function markup(parts: TemplateStringsArray, ...slots: readonly Slot[]): Markup {
  return new FinishedMarkup(
    parts.map((part, index) => (index === 0 ? '' : fill(slots[index - 1] ?? '')) + part).join(''),
  );
}

/** Nothing. */
export const none: Markup = markup``;
