import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ended } from '../orixoon.ts';
import type { Desk } from '../orixoon.ts';
import { start } from '../orixoon.ts';
import type { Practice } from '../practice.ts';
import type { Call, EngineCalls } from './engine-calls.ts';
import type { EngineEvent, EventStream } from './engine-events.ts';
import { engineNow } from './engine-events.ts';
import { changedPaths, listing } from './files.ts';
import type { RedisCommand, RedisMonitor } from './redis-commands.ts';
import { statementsSince } from './statements.ts';
import type { Statement } from './statements.ts';

/** What was seen from outside of a run. */
export interface Seen extends Ended {
  readonly statements: readonly Statement[];
  readonly calls: readonly Call[];
  readonly events: readonly EngineEvent[];
  /** Below the desk: the config, the reports, and HOME, TMPDIR and the working directory of the run. */
  readonly paths: readonly string[];
}

/** Who looks on. */
export interface Onlookers {
  readonly lab: Practice;
  readonly engine: EngineCalls;
  readonly events: EventStream;
}

/** Run it at a desk on which everything is that it may take for its own, and tell what it did. */
export async function watched({ lab, engine, events }: Onlookers, at: Desk, ...args: string[]): Promise<Seen> {
  const [home, tmp, cwd] = ['home', 'tmp', 'cwd'].map(name => join(at.folder, name)) as [string, string, string];
  for (const folder of [home, tmp, cwd]) mkdirSync(folder, { recursive: true });
  const [since, before, called] = [await engineNow(lab.docker), listing(at.folder), engine.calls.length];
  const ended = await start(['--config', at.config, ...args], { HOME: home, TMPDIR: tmp }, { cwd });
  return {
    ...{ exitCode: ended.exitCode, signal: ended.signal, stdout: String(ended.stdout), stderr: String(ended.stderr) },
    statements: await statementsSince(lab, since),
    calls: engine.calls.slice(called),
    events: await events.since(since),
    paths: changedPaths(before, listing(at.folder)),
  };
}

/** What MONITOR told of the work: what was asked of Redis before it is not counted. */
export async function monitored<T>(
  monitor: RedisMonitor,
  work: () => Promise<T>,
): Promise<{ done: T; commands: readonly RedisCommand[] }> {
  const before = monitor.commands.length;
  const done = await work();
  return { done, commands: monitor.commands.slice(before) };
}
