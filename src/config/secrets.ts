import { decodedOrSame } from '../core/percent.ts';
import type { Json } from '../core/json.ts';
import { keyOf } from './flaw.ts';
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

/** Everything that was taken from the environment, the passwords in URLs, and the URLs that are secrets themselves. */
export function findSecrets(filled: Json, taken: readonly Taken[]): readonly Secret[] {
  const fromEnvironment = taken
    .filter(({ pointer }) => !shown.has(pointer))
    .map(({ name, value }) => ({ name, value }));
  const fromUrls = urlKeys.flatMap(({ pointer, isSecret }): Secret[] => {
    const url = textAt(filled, pointer);
    if (url === undefined) return [];
    const values = isSecret ? [url, ...passwordsIn(url)] : passwordsIn(url);
    return values.map(value => ({ name: keyOf(pointer), value }));
  });
  const byValue = new Map<string, Secret>();
  for (const secret of [...fromEnvironment, ...fromUrls])
    if (secret.value !== '' && !byValue.has(secret.value)) byValue.set(secret.value, secret);
  return [...byValue.values()];
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
