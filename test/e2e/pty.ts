import { spawn } from 'node:child_process';
import { expect } from 'vitest';

// A real terminal: `script` (bsdutils, essential on Debian) gives the program a pty, and what is written here is typed there.

/** A program at a terminal, and the person before it. */
export interface Session {
  type(keys: string): void;
  /** Close the typing end: the terminal hangs up. */
  hangUp(): void;
  seen(what: RegExp | string): Promise<void>;
  /** All that was shown, once the program has ended by itself, and its exit code. */
  end(): Promise<{ readonly shown: string; readonly exitCode: number | null }>;
}

/** Run argv at a terminal. */
export function inTerminal(argv: readonly string[], env: Readonly<Record<string, string>>): Session {
  const command = argv.map(word => `'${word}'`).join(' ');
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], TERM: 'xterm', ...env },
  });
  let shown = '';
  child.stdout.on('data', chunk => (shown += String(chunk)));
  child.stdin.on('error', () => undefined); // the terminal is gone: the test sees it by the end
  const ended = new Promise<void>((resolve, reject) => child.on('close', () => resolve()).on('error', reject));
  return {
    type: keys => void child.stdin.write(keys),
    hangUp: () => void child.stdin.end(),
    seen: what =>
      until(
        () => (typeof what === 'string' ? shown.includes(what) : what.test(shown)),
        () => `${String(what)} in:\n${shown}`,
      ),
    async end() {
      const late = setTimeout(() => child.kill('SIGKILL'), 120_000);
      await ended;
      clearTimeout(late);
      expect(child.signalCode, `the program did not end by itself:\n${shown}`).toBeNull();
      return { shown, exitCode: child.exitCode };
    },
  };
}

async function until(isTrue: () => boolean, what: () => string): Promise<void> {
  for (let i = 0; i < 4500; i += 1) {
    if (isTrue()) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`never seen: ${what()}`);
}
