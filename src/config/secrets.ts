import { decodedOrSame } from '../core/percent.ts';
import type { Json } from '../core/json.ts';
import { isSecretKey } from '../core/secret-key.ts';
import { isObject } from './defaults.ts';
import { below, keyOf } from './flaw.ts';
import { textAt } from './url-checks.ts';
import { urlKeys } from './url-keys.ts';
import type { Taken } from './values.ts';

/** A text that may stand in no output, and what to write in its place: a variable's name or a key. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Keys that are shown on purpose, wherever their value came from. */
const shown: ReadonlySet<string> = new Set(['/environment', '/connections/docker/host', '/reports/directory']);

/**
 * Everything that was taken from the environment, the URLs that are secrets themselves, the passwords in all others, and
 * what stands under a key that is named as a secret, as the section of a plugin may have one.
 */
export function findSecrets(filled: Json, taken: readonly Taken[]): readonly Secret[] {
  const fromEnvironment = taken
    .filter(({ pointer }) => !shown.has(pointer))
    .map(({ name, value }) => ({ name, value }));
  const wholeUrls = urlKeys.flatMap(({ pointer, isSecret }): Secret[] => {
    const url = isSecret ? textAt(filled, pointer) : undefined;
    return url === undefined ? [] : [{ name: keyOf(pointer), value: url }];
  });
  const fromTexts = textsIn(filled).flatMap(({ pointer, key, text }): Secret[] =>
    [...(isSecretKey(key) ? [text] : []), ...passwordsIn(text)].map(value => ({ name: keyOf(pointer), value })),
  );
  const byValue = new Map<string, Secret>();
  for (const secret of [...fromEnvironment, ...wholeUrls, ...fromTexts])
    if (secret.value !== '' && !byValue.has(secret.value)) byValue.set(secret.value, secret);
  return [...byValue.values()];
}

interface Text {
  /** JSON pointer. */
  readonly pointer: string;
  /** The key that it stands under; of an entry of a list, that of the list. */
  readonly key: string;
  readonly text: string;
}

/** Every text of a config. */
function textsIn(value: Json, pointer = '', key = ''): readonly Text[] {
  if (typeof value === 'string') return [{ pointer, key, text: value }];
  if (Array.isArray(value)) return value.flatMap((inner: Json, index) => textsIn(inner, below(pointer, index), key));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, below(pointer, name), name));
}

const SECRET_PARAMETER = /pass|secret|token|key|pwd|auth/i;

/** The passwords of a URL as it is written, as a parser writes it, and decoded. */
function passwordsIn(url: string): readonly string[] {
  const inAuthority = /^[a-z]+:\/\/[^:/?#]*:(.*)@/i.exec(url)?.[1];
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const parameters = [...url.matchAll(/[?&]([^=&#]+)=([^&#]*)/g)]
    .filter(([, name = '']) => SECRET_PARAMETER.test(name))
    .map(([, , value]) => value);
  return [inAuthority, parsed?.password, ...parameters].flatMap(raw =>
    raw === undefined || raw === '' ? [] : [raw, decodedOrSame(raw)],
  );
}
