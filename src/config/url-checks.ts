import type { Json } from '../core/json.ts';
import type { Scene } from './cross-checks.ts';
import { isObject } from './defaults.ts';
import type { Flaw } from './flaw.ts';
import { stepsOf } from './flaw.ts';
import { parsePostgresUrl } from './postgres-url.ts';
import type { UrlKey } from './url-keys.ts';
import { urlKeys } from './url-keys.ts';

/** The text at a pointer, or undefined where there is none. */
export function textAt(value: Json, pointer: string): string | undefined {
  const found = stepsOf(pointer).reduce<Json | undefined>(
    (inner, step) => (isObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined),
    value,
  );
  return typeof found === 'string' ? found : undefined;
}

/** URLs that are none, or of the wrong kind. No part of one is ever shown: it may hold a password. */
export function findUrlFlaws(
  filled: Json,
  isSound: (pointer: string) => boolean,
  { locate, complain }: Scene,
): readonly Flaw[] {
  return urlKeys.flatMap(key => {
    const url = isSound(key.pointer) ? textAt(filled, key.pointer) : undefined;
    if (url === undefined || isUrl(url, key)) return [];
    const { variables } = locate(key.pointer);
    const from = variables.length === 0 ? '' : ` of ${variables.join(' and ')}`;
    const seen = url === '' ? `the value${from} is empty` : `the value${from} is none (not shown)`;
    return [complain(key.pointer, `expected ${describe(key)}; ${seen}`)];
  });
}

const describe = ({ schemes }: UrlKey): string => {
  const all = schemes.map(scheme => `${scheme}://`);
  const last = all.pop() ?? '';
  const list = all.length === 0 ? last : `${all.join(', ')} or ${last}`;
  return `a URL that starts with ${list}, and then says where`;
};

function isUrl(text: string, { schemes }: UrlKey): boolean {
  const [, scheme, rest] = /^([a-z]+):\/\/(\S+)$/i.exec(text) ?? [];
  if (scheme === undefined || rest === undefined || !schemes.includes(scheme.toLowerCase())) return false;
  if (scheme.toLowerCase() === 'unix') return rest.startsWith('/');
  // What libpq takes for a URL need not be one: its host may be empty.
  if (scheme.toLowerCase().startsWith('postgres')) return parsePostgresUrl(text) !== null;
  return scheme.toLowerCase() === 'npipe' || URL.canParse(text);
}
