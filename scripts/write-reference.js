// Writes the pages of docs/reference/ and man/, which are made of the program itself. Vite comes with Vitest, and reads TypeScript
// where Node 20 does not.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('reference-files.ts', import.meta.url)));
for (const { path, text } of await module.referenceFiles())
  await writeFile(new URL(`../${path}`, import.meta.url), text);
