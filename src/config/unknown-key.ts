import { closest, distance } from 'fastest-levenshtein';
import { keyOf, quote } from './flaw.ts';
import type { JsonSchema } from './json-schema.ts';

/** `; did you mean "…"?`, or nothing where no name is near. */
export function didYouMean(name: string, names: readonly string[]): string {
  // Nobody mistypes a hundred letters, and comparing costs their square.
  if (name.length > 100 || names.length === 0) return '';
  const nearest = closest(name.toLowerCase(), [...names]);
  const isNear = distance(name.toLowerCase(), nearest) <= Math.max(1, Math.floor(nearest.length / 3));
  return isNear ? `; did you mean ${quote(nearest)}?` : '';
}

/** What to say of a key that its section does not have: the name that was perhaps meant, or the section where it belongs. */
export function describeUnknownKey(key: string, section: string, schema: JsonSchema, root: JsonSchema): string {
  const names = Object.keys(schema.properties ?? {});
  const isIssue = section === '/healing_actions';
  const what = isIssue
    ? `${quote(key)} is no issue type`
    : `${quote(key)} is no key of ${section === '' ? 'the config' : keyOf(section)}`;
  const meant = didYouMean(key, names);
  if (meant !== '') return what + meant;
  const elsewhere = sectionsWith(key, root, '');
  if (elsewhere.length > 0 && elsewhere.length <= 2) return `${what}; it belongs in ${elsewhere.join(' or ')}`;
  return isIssue ? `${what}; "orixoon list" shows them all` : `${what}; it has ${names.join(', ')}`;
}

function sectionsWith(key: string, schema: JsonSchema, path: string): readonly string[] {
  const properties = schema.properties ?? {};
  const here = path !== '' && Object.hasOwn(properties, key) ? [path] : [];
  const deeper = Object.entries(properties).flatMap(([name, inner]) =>
    sectionsWith(key, inner, path === '' ? name : `${path}.${name}`),
  );
  return [...here, ...deeper];
}
