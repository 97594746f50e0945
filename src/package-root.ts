import { createRequire } from 'node:module';

/** Where this package lies, as a `file:` URL that ends with a slash: the same from `src/` and from what is bundled in `dist/`. */
export const packageRoot = new URL('../', import.meta.url);

/** The version that package.json tells. Required: to import node:fs takes longer than the reading does. */
export const packageVersion = (): string =>
  (createRequire(import.meta.url)('../package.json') as { readonly version: string }).version;
