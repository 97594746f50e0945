// Takes the README's pictures. Vite comes with Vitest, and reads TypeScript where Node 20 does not.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('take-pictures.ts', import.meta.url)));
await module.takePictures(line => process.stdout.write(`${line}\n`));
