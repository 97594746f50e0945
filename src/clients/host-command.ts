import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { HostError } from './errors.ts';

const KILL_AFTER_MS = 2000;
const SHOWN_LINE = 200;
const SHOWN_BYTES = 4096;

/**
 * Run a program with its arguments and wait for its exit, not for the end of its output: what it leaves running in the
 * background may keep that open, and must neither be waited for nor lose the file that it writes to. A session of its
 * own keeps an interrupt at our terminal from what it started. When the signal fires, the program itself is ended.
 */
export async function runCommand(argv: readonly string[], outputFile: string, signal: AbortSignal): Promise<void> {
  const [program, ...args] = argv;
  if (program === undefined) throw new HostError('restart_command is empty: expected a program and its arguments');
  signal.throwIfAborted();
  await mkdir(dirname(outputFile), { recursive: true });
  const output = await open(outputFile, 'a+', 0o600);
  try {
    const ended = await exitOf(program, args, output.fd, signal);
    if (ended === 0) return;
    const last = await lastLine(output);
    throw new HostError(`${basename(program)} ended with ${ended}, expected 0${last === '' ? '' : `: ${last}`}`);
  } finally {
    await output.close();
  }
}

/** The position is given: what the program wrote has moved the one that it shares with us. */
async function lastLine(output: FileHandle): Promise<string> {
  const { size } = await output.stat();
  const length = Math.min(size, SHOWN_BYTES);
  const { buffer } = await output.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.toString('utf8').trim().split('\n').at(-1)?.slice(0, SHOWN_LINE) ?? '';
}

function exitOf(program: string, args: readonly string[], fd: number, signal: AbortSignal): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { shell: false, detached: true, stdio: ['ignore', fd, fd] });
    let killing: NodeJS.Timeout | undefined;
    const stop = (): void => {
      child.kill('SIGTERM');
      killing = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    const over = (): void => {
      clearTimeout(killing);
      signal.removeEventListener('abort', stop);
    };
    child.once('error', cause => {
      over();
      reject(new HostError(`${basename(program)} could not be run: ${cause.message}`, { cause }));
    });
    child.once('exit', (code, name) => {
      over();
      resolve(code ?? name ?? 'no exit code');
    });
  });
}
