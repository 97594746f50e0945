import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import type { LoadedConfig } from '../../../src/config/load.ts';
import { ConfigError } from '../../../src/errors.ts';
import type { ConfigProblem } from '../../../src/errors.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** A folder of this test file's own, gone when it ends. */
export const folder = mkdtempSync(join(tmpdir(), 'orixoon-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const file = join(folder, 'healing_config.json');

/** Load a config that is really on disk. */
export function load(
  text: string | Buffer,
  env: Env = {},
  isSocket: (path: string) => boolean = () => false,
): LoadedConfig {
  writeFileSync(file, text);
  return loadConfig(file, env, isSocket);
}

/** What `load` throws, and nothing else. */
export function errorOf(text: string | Buffer, env: Env = {}): Error {
  try {
    load(text, env);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the config was expected not to load, and it did');
}

/** The problems that `load` throws. */
export function problemsOf(text: string, env: Env = {}): readonly ConfigProblem[] {
  const error = errorOf(text, env);
  if (error instanceof ConfigError) return error.problems;
  throw error;
}

/** A text without its marks `§`, and the line and column of each. */
export function unmark(marked: string): {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
} {
  const marks: [number, number][] = [];
  const lines = marked.split('\n').map((line, index) => {
    const pieces = line.split('§');
    let column = 1;
    for (const piece of pieces.slice(0, -1)) marks.push([index + 1, (column += piece.length)]);
    return pieces.join('');
  });
  return { text: lines.join('\n'), marks };
}
