import { knownIssue } from '../cli/explain.ts';
import { resultLine, standingText } from '../cli/drill.ts';
import type { DrillResult, Standing } from '../cli/drill.ts';
import type { Flags } from '../cli/program.ts';
import type { Possible } from '../drill/fault.ts';
import { OrixoonError, UsageError } from '../errors.ts';
import { newestDrills, readDrills, recordDrill } from '../ledger/drills.ts';
import { catalogue } from '../systems/catalogue.ts';
import { drillOne, untilWell } from './drill-one.ts';
import { openStage } from './drill-stage.ts';
import type { Stage } from './drill-stage.ts';
import { listenForInterrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { paintFor } from './screen.ts';

/** For what is only just starting. */
const SETTLE_MS = 15_000;

interface Choice {
  readonly issue: string;
  readonly action: string | null;
  readonly fault: Possible;
}

/**
 * `orixoon drill`: break a stack on purpose, let the gate find and heal it, check, mend what is left. Resolves to 0 where all that was
 * drilled is proven, else 1. Throws where nothing may be broken, and then nothing was.
 */
export async function drillCommand(
  options: { readonly flags: Flags; readonly issues: readonly string[]; readonly allowEnvironment: string | undefined },
  io: Io,
): Promise<number> {
  const { flags, issues, allowEnvironment } = options;
  for (const issue of issues) knownIssue(issue, catalogue);
  const stream = flags.output === 'pretty' ? io.stdout : io.stderr;
  const say = (line: string): void => void stream.write(`  ${line}\n`);
  const paint = paintFor(stream, flags, io);
  const stage = await openStage(allowEnvironment, flags, io, say);
  const interrupts = listenForInterrupts(undefined, () => say('interrupted: what is broken is put back first'));
  const isCut = (): boolean => interrupts.signal.aborted;
  try {
    const choices = await choose(stage, issues);
    await expectWell(stage, choices[0]?.issue ?? '', io);
    const results: DrillResult[] = [];
    for (const { issue, action, fault } of choices) {
      if (isCut()) break;
      if ('impossible' in fault) continue;
      say(`breaking it: ${fault.title}  (by hand: ${fault.byHand})`);
      const { told, isWell } = await drillOne(issue, fault, stage, io, isCut);
      const result = { issue, action, ...told };
      keep(stage, result);
      results.push(result);
      stream.write(`${resultLine(result, paint)}\n`);
      if (!isWell) break; // no more is broken
    }
    const standings = standingsOf(stage, choices);
    if (flags.output === 'pretty') io.stdout.write(`\n${standingText(stage.environment, standings, paint)}\n`);
    else io.stdout.write(`${JSON.stringify({ environment: stage.environment, drills: results, heals: standings })}\n`);
    if (isCut()) return (interrupts.signal.reason as { by: string }).by === 'SIGTERM' ? 143 : 130;
    return results.every(({ is_proven }) => is_proven) ? 0 : 1;
  } finally {
    interrupts.close();
    await stage.close();
  }
}

/** What to drill: what is named, else all that has a heal and can be broken here. Nothing is changed by asking. */
async function choose(stage: Stage, issues: readonly string[]): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (const issue of issues.length > 0 ? issues : Object.keys(catalogue.issues)) {
    const { policy } = await stage.configFor(issue);
    const action = policy.remedies[issue]?.action?.id ?? null;
    const fault = action === null ? { impossible: 'no heal exists for it' } : await stage.faultFor(issue);
    choices.push({ issue, action, fault });
  }
  const refused = choices.find(({ fault }) => issues.length > 0 && 'impossible' in fault);
  if (refused && 'impossible' in refused.fault)
    throw new UsageError(
      `${refused.issue} cannot be drilled on ${stage.environment}: ${refused.fault.impossible}. Nothing was changed. Without names it drills what can be: orixoon drill`,
    );
  return choices;
}

/** A drill proves nothing on a stack that is broken already, and may make it worse. */
async function expectWell(stage: Stage, issue: string, io: Io): Promise<void> {
  const wrong = await untilWell(await stage.configFor(issue), io, SETTLE_MS);
  if (wrong !== null)
    throw new OrixoonError(
      `${stage.environment} is not well, so nothing was broken: ${wrong}. Mend it first: orixoon --auto-heal`,
    );
}

function keep({ environment, reportsDir }: Stage, result: DrillResult): void {
  const { issue, action, target, at, run_id, is_proven, duration_ms } = result;
  if (action === null || target === null || at === null || run_id === null || duration_ms === null) return;
  recordDrill(reportsDir, { environment, issue, action, target, at, is_proven, duration_ms, run_id });
}

function standingsOf(stage: Stage, choices: readonly Choice[]): Standing[] {
  const newest = newestDrills(readDrills(stage.reportsDir), stage.environment);
  return choices.map(({ issue, action, fault }) => {
    const drill = newest.find(one => one.issue === issue && one.action === action);
    return {
      ...{ issue, action, target: drill?.target ?? null, at: drill?.at ?? null },
      ...{ is_proven: drill?.is_proven ?? false, duration_ms: drill?.duration_ms ?? null },
      impossible: 'impossible' in fault ? fault.impossible : null,
    };
  });
}
