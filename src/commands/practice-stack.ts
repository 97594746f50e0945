import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import type { ConfigPart } from '../practice/config.ts';
import { practiceConfig } from '../practice/config.ts';
import { dockerAt } from '../practice/docker-at.ts';
import { OrixoonError } from '../errors.ts';
import { openEngine } from '../practice/engine.ts';
import { PracticeError } from '../practice/practice-error.ts';
import type { Stack } from '../practice/stack.ts';
import { up } from '../practice/stack.ts';

/** The practice stack, up and well, and the engine it is on. */
export interface Practised {
  readonly stack: Stack;
  readonly docker: Docker;
}

/** Bring the practice stack up, on the engine that is there or on one of its own. */
export async function practiceUp(say: (line: string) => void): Promise<Practised> {
  const engine = await openEngine({ say });
  const docker = dockerAt(engine.host);
  const stack = await up({ docker, host: engine.host, say });
  const names = Object.values(stack.containers).map(({ name }) => name);
  say(`${names.join(', ')} are up on ${engine.host}`);
  return { stack, docker };
}

/** What the practice stack could not do is a refusal, not a defect of ours: it says itself what to do. */
export async function practised<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PracticeError) throw new OrixoonError(error.message, { cause: error });
    throw error;
  }
}

/** Where the practice stack's config lies; it goes with `demo --down`. */
const directory = (): string => join(tmpdir(), `orixoon-demo-${userInfo().username}`);

/** The cooldown and the daily limit are off, so that it can be shown twice in a minute. Gives back the file's path. */
export function writePracticeConfig(stack: Stack, also: ConfigPart = {}): string {
  const config = practiceConfig(stack, {
    safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 1000 },
    ...also,
  });
  mkdirSync(directory(), { recursive: true, mode: 0o700 });
  const file = join(directory(), 'healing_config.json');
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** Take the config away again. */
export const removePracticeConfig = (): void => rmSync(directory(), { recursive: true, force: true });
