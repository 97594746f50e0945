import { spawn } from 'node:child_process';
import { PracticeError } from './practice-error.ts';

/** Takes one line of progress. */
export type Say = (line: string) => void;

/** How a command is to be run; `onLine` sees its output as it comes. */
export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  readonly onLine?: Say;
}

const KEPT_LINES = 20;

/** Runs argv to its end; rejects with the last lines of its output if it fails. */
export function runCommand(argv: readonly [string, ...string[]], options: CommandOptions = {}): Promise<string> {
  const [file, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
    });
    let output = '';
    let everything = '';
    const take = (chunk: Buffer): void => {
      everything += chunk.toString('utf8');
      emitLines(chunk, options.onLine);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      take(chunk);
    });
    child.stderr.on('data', take);
    child.on('error', cause => reject(new PracticeError(`cannot run ${file}: ${cause.message}`, { cause })));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const end = everything.trimEnd().split('\n').slice(-KEPT_LINES).join('\n');
      reject(new PracticeError(`${argv.join(' ')} ended with ${code ?? signal}:\n${end}`));
    });
  });
}

function emitLines(chunk: Buffer, onLine: Say | undefined): void {
  if (onLine === undefined) return;
  for (const line of chunk.toString('utf8').split('\n')) if (line.trim() !== '') onLine(line.trimEnd());
}
