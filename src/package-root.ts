/** Where this package lies, as a `file:` URL that ends with a slash: the same from `src/` and from what is bundled in `dist/`. */
export const packageRoot = new URL('../', import.meta.url);
