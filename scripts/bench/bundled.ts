import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** A floor with libraries, as one file: what can be had by bundling is not held against anybody. */
export async function bundled(name: string, folder: string): Promise<string> {
  const file = join(folder, 'floors', `${name}.mjs`);
  await build({
    input: fileURLToPath(new URL(`${name}.js`, import.meta.url)),
    platform: 'node',
    logLevel: 'silent',
    external: [/\.node$/, 'cpu-features', 'pg-native'],
    output: { file, format: 'esm', codeSplitting: false },
  });
  return file;
}
