import { PassThrough } from 'node:stream';
import type { Flags } from '../cli/program.ts';
import { firstLines } from '../cli/printable.ts';
import type { ExitCode } from '../core/verdict.ts';
import type { StampedEvent } from '../engine/events.ts';
import { OrixoonError, UsageError } from '../errors.ts';
import { LockedError } from '../ledger/locked-error.ts';
import { foldReport } from '../report/report.ts';
import type { Report } from '../report/report.ts';
import { gateRun } from './gate-run.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';
import { refusalReport } from './refusal.ts';
import { modeOf } from './run.ts';
import { packageVersion } from '../package-root.ts';

/** What a run is asked to do: the flags of the command, under the same names. */
export interface RunOptions {
  /** A path; left out: `ORIXOON_CONFIG`, else `./healing_config.json`. */
  readonly config?: string;
  /** Heal what the policy allows; left out, the run only tests. */
  readonly autoHeal?: boolean;
  readonly dryRun?: boolean;
  /** Only these phases, or all but these. */
  readonly phases?: readonly string[];
  readonly skipPhases?: readonly string[];
  /** Issue types and plan ids that are approved, or `all`. Nobody is asked: what nobody approved is not done. */
  readonly approvals?: 'all' | readonly string[];
  readonly failOn?: readonly ('warning' | 'healed')[];
  readonly reportsDir?: string;
  /** Seconds, for the whole run. */
  readonly deadline?: number;
  /** Hears every event as it happens, without secrets. What it throws ends no run: `run` throws it when the run is over. */
  readonly onEvent?: (event: StampedEvent) => void;
  /** Aborted: the run ends in order, as by SIGTERM (143). */
  readonly signal?: AbortSignal;
  /** What `${NAME}` in the config reads; left out: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a run came to. */
export interface RunResult {
  readonly exitCode: ExitCode;
  /** As in report.json; of a run that was refused (2, 5), one that tested nothing, with the reasons. */
  readonly report: Report;
}

const optionNames: Readonly<Record<keyof RunOptions, true>> = {
  ...{ config: true, autoHeal: true, dryRun: true, phases: true, skipPhases: true, approvals: true, failOn: true },
  ...{ reportsDir: true, deadline: true, onEvent: true, signal: true, env: true },
};

const MOST_LINES = 120;
const MOST_COLUMNS = 2000;

/**
 * The gate from within a program: lock, ledger, rules, redaction and reports are those of the command. It prints nothing,
 * asks nobody, takes no signal of the process and does not end it. Rejects only with a defect, or with what `onEvent` threw.
 */
export async function run(options: RunOptions = {}): Promise<RunResult> {
  const io = silentIo(options.env ?? process.env);
  const events: StampedEvent[] = [];
  const thrown: unknown[] = [];
  const onEvent = (event: StampedEvent): void => {
    events.push(event);
    try {
      options.onEvent?.(event);
    } catch (error) {
      thrown.push(error);
    }
  };
  try {
    const flags = flagsFrom(options);
    const config = await loadFor(flags, io);
    const mode = modeOf(flags, flags.autoHeal === true, config);
    // The annotations and the summary of a CI run are the command's.
    const quiet = { ...io, env: { ...io.env, GITHUB_ACTIONS: undefined } };
    const exitCode = await gateRun(config, mode, flags, quiet, undefined, { onEvent, signal: options.signal });
    if (thrown.length > 0) throw thrown[0];
    return { exitCode: exitCode as ExitCode, report: foldReport(events) };
  } catch (error) {
    if (!(error instanceof OrixoonError) || thrown.includes(error)) throw error;
    const exitCode = error instanceof LockedError ? 5 : 2;
    const reasons = firstLines(error.message, MOST_LINES, MOST_COLUMNS);
    return { exitCode, report: refusalReport(exitCode, reasons, io.version) };
  }
}

function flagsFrom(options: RunOptions): Flags {
  const unknown = Object.keys(options).find(key => !Object.hasOwn(optionNames, key));
  if (unknown !== undefined)
    throw new UsageError(`run: there is no option "${unknown}"; it has ${Object.keys(optionNames).join(', ')}`);
  const { deadline, approvals, phases, skipPhases, failOn = [], config, autoHeal, dryRun, reportsDir } = options;
  if (deadline !== undefined && !(Number.isFinite(deadline) && deadline > 0))
    throw new UsageError(`run: deadline: expected a number of seconds greater than 0, seen ${String(deadline)}`);
  const wrong = failOn.find(word => !['warning', 'healed'].includes(word));
  if (wrong !== undefined) throw new UsageError(`run: failOn: expected "warning" or "healed", seen "${wrong}"`);
  return {
    ...{ output: 'ndjson', color: false, verbose: false, quiet: true, failOn },
    ...(config !== undefined && { config }),
    ...(autoHeal !== undefined && { autoHeal }),
    ...(dryRun !== undefined && { dryRun }),
    ...(phases !== undefined && { phase: phases }),
    ...(skipPhases !== undefined && { skipPhase: skipPhases }),
    ...(approvals !== undefined && (approvals === 'all' ? { yes: true } : { approve: approvals })),
    ...(reportsDir !== undefined && { reportsDir }),
    ...(deadline !== undefined && { deadline }),
  };
}

/** Streams that lead nowhere, and a terminal that is none. */
function silentIo(env: Io['env']): Io {
  const nowhere = (): PassThrough => new PassThrough().resume();
  return {
    stdin: nowhere() as unknown as NodeJS.ReadStream,
    stdout: nowhere() as unknown as NodeJS.WriteStream,
    stderr: nowhere() as unknown as NodeJS.WriteStream,
    env,
    version: packageVersion(),
  };
}
