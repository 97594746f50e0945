// Measures the program against what a person would use instead, and against the floor. Vite comes with Vitest, and reads
// TypeScript where Node 20 does not.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('bench/bench.ts', import.meta.url)));
const isFast = await module.bench(process.argv.slice(2), line => process.stdout.write(`${line}\n`));
process.exitCode = isFast ? 0 : 1;
