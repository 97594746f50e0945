import { readFileSync } from 'node:fs';

/** Where this package lies, as a `file:` URL that ends with a slash: the same from `src/` and from what is bundled in `dist/`. */
export const packageRoot = new URL('../', import.meta.url);

/** The version that package.json tells. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as { readonly version: string }).version;
