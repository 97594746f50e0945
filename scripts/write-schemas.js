// Writes the config's schema for editors, and the code that Ajv makes of it: compiling that at every start would take
// longer than the whole look at a healthy stack. Vite comes with Vitest, and reads TypeScript where Node 20 does not.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('schema-files.ts', import.meta.url)));
for (const { path, text } of module.schemaFiles()) await writeFile(new URL(`../${path}`, import.meta.url), text);
