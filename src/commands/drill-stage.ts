import { resolve } from 'node:path';
import type { Flags } from '../cli/program.ts';
import { openDocker } from '../clients/docker.ts';
import { connectDocker } from '../clients/docker-connection.ts';
import { loadConfig } from '../config/load.ts';
import { faultFor } from '../drill/faults.ts';
import type { Possible } from '../drill/fault.ts';
import { UsageError } from '../errors.ts';
import { builtinRoster } from '../plugins/roster.ts';
import { faultOn, faults, isPracticeIssue, undoAll } from '../practice/faults.ts';
import type { Fault as PracticeFault } from '../practice/faults.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';
import { practised, practiceUp, writePracticeConfig } from './practice-stack.ts';
import type { Loaded } from './load.ts';

/** A stack that may be broken on purpose. */
export interface Stage {
  readonly environment: string;
  readonly reportsDir: string;
  /** The config under which the gate shall find and heal the fault of an issue type, once that is there. */
  configFor(issue: string): Promise<Loaded>;
  faultFor(issue: string): Promise<Possible>;
  /** Let go of it; what is still broken is mended. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** Names that mean production to somebody. No flag makes one of them a stage. */
const PRODUCTION = /(^|[^a-z])(prod|prd|production|live)([^a-z]|$)/i;

/** The practice stack; or the one that the config names, where `--allow-environment` names it too. UsageError where neither may be. */
export async function openStage(
  allowed: string | undefined,
  flags: Flags,
  io: Io,
  say: (line: string) => void,
): Promise<Stage> {
  if (allowed === undefined) {
    if (flags.config !== undefined)
      throw new UsageError(
        'a drill breaks things on purpose, and --config alone does not let it. Name the environment that it may break, --allow-environment <name>, or leave --config out: then it uses the practice stack',
      );
    return practiceStage(flags, io, say);
  }
  return ownStage(await loadFor(flags, io), allowed, flags);
}

async function practiceStage(flags: Flags, io: Io, say: (line: string) => void): Promise<Stage> {
  const { stack, docker } = await practised(() => practiceUp(say));
  await undoAll(stack, docker);
  return {
    environment: 'practice',
    reportsDir: resolve(flags.reportsDir ?? 'reports'),
    async configFor(issue) {
      const fault: PracticeFault | undefined = isPracticeIssue(issue) ? faults[issue] : undefined;
      const file = writePracticeConfig(stack, (await fault?.config?.(stack, docker)) ?? {});
      return { ...loadConfig(file, io.env), roster: builtinRoster };
    },
    faultFor(issue) {
      if (!isPracticeIssue(issue)) return Promise.resolve({ impossible: 'the practice stack has no fault for it' });
      return Promise.resolve({ ...faultOn(issue, stack, docker), byHand: 'orixoon demo --down', ripeAfterMs: 0 });
    },
    close: () => undoAll(stack, docker),
  };
}

function ownStage(config: Loaded, allowed: string, flags: Flags): Stage {
  const { settings, file } = config;
  if (settings.environment !== allowed)
    throw new UsageError(
      `the environment of ${file} is "${settings.environment}", and --allow-environment names "${allowed}": nothing was changed. Name the one of the config, or another config`,
    );
  if (allowed === 'default' || PRODUCTION.test(allowed))
    throw new UsageError(
      `a drill never breaks "${allowed}": ${allowed === 'default' ? 'it is the name of a config that names no environment' : 'that is a name of production'}. Nothing was changed. Drill on staging, or on the practice stack (without --allow-environment)`,
    );
  const { host, tls } = settings.connections.docker ?? {};
  const options = { timeoutMs: TIMEOUT_MS, signal: new AbortController().signal, tls };
  const engine = openDocker(host ?? '', options);
  const connection = connectDocker(host ?? '', options);
  return {
    environment: allowed,
    reportsDir: flags.reportsDir === undefined ? settings.reports.directory : resolve(flags.reportsDir),
    configFor: () => Promise.resolve(config),
    faultFor: issue => faultFor(issue, { settings, docker: { eyes: engine.eyes, connection } }),
    close() {
      engine.close();
      connection.close();
      return Promise.resolve();
    },
  };
}
