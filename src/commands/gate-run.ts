import { dirname, resolve } from 'node:path';
import type { Flags } from '../cli/program.ts';
import { makeConfirm } from '../cli/confirm.ts';
import type { Json } from '../core/json.ts';
import type { GateInput } from '../core/rules.ts';
import type { Verdict } from '../core/verdict.ts';
import type { IssueRecord, StampedEvent } from '../engine/events.ts';
import type { NamedIssue, Ports, RunPlan } from '../engine/ports.ts';
import { run } from '../engine/run.ts';
import { UsageError } from '../errors.ts';
import { moment } from '../ledger/moment.ts';
import { openNotifier } from '../notify/notifier.ts';
import { systemsOf } from '../plugins/systems-of.ts';
import { openHistory } from '../report/history.ts';
import { makeRedact } from '../report/redact.ts';
import type { Settings } from '../systems/settings.ts';
import type { System } from '../systems/system.ts';
import { afterRun } from './after-run.ts';
import { openAside } from './aside.ts';
import { drillMarks } from './drill-marks.ts';
import { listenForInterrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import type { Loaded } from './load.ts';
import { openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { openLedgerPort } from './ledger-port.ts';
import type { OpenedLedger } from './ledger-port.ts';
import { commandsFor, nextSteps } from './next-steps.ts';
import { choosePhases } from './phases.ts';
import type { ChosenPhase } from './phases.ts';
import { environmentKey, takePlace } from './place.ts';
import { openScreen } from './screen.ts';
import { warningsNow } from './warnings.ts';
import { openWorld } from './world.ts';

/** Who runs the gate from within a program: it hears every event, and its signal ends the run as SIGTERM does. */
export interface Host {
  readonly onEvent: (event: StampedEvent) => void;
  readonly signal: AbortSignal | undefined;
}

/** One run of the gate over a loaded config, from lock to report; resolves to the exit code. */
export async function gateRun(
  config: Loaded,
  mode: GateInput['mode'],
  flags: Flags,
  io: Io,
  named?: { readonly file: string; readonly issues: readonly NamedIssue[] },
  host?: Host,
): Promise<number> {
  const { settings } = config;
  const systems = systemsOf(config.roster);
  const reportsDir = flags.reportsDir === undefined ? settings.reports.directory : resolve(flags.reportsDir);
  const phases = choosePhases(systems, settings, flags.phase, flags.skipPhase).map(phase =>
    withinReach(phase, systems, settings, named?.issues),
  );
  expectSomethingToTest(phases);
  const redact = makeRedact(config.secrets);
  const started = Date.now();
  const { runId, lock, ...opened } = takePlace(config, reportsDir, new Date(started));
  const screen = openScreen(flags, io);
  const aside = openAside(io);
  const notifier = openNotifier(config.notifications, message => {
    journal.emit({ type: 'note', level: 'warning', message });
    if (screen.isClosed()) aside.warn(redact(message));
  });
  const listeners = [screen, notifier].map(listener => (event: StampedEvent) => listener.on(event));
  if (host) listeners.push(host.onEvent);
  const journal = openJournal({ ...opened, redact, listeners });
  const interrupts = listenForInterrupts(
    flags.deadline,
    cut => {
      // After the verdict it only ends what is still waited for, and changes nothing of what was told.
      const isTold = journal.report().complete;
      if (cut.by !== 'deadline' && !isTold) journal.emit({ type: 'interrupt', signal: cut.by });
    },
    host,
  );
  const world = openWorld(settings, io.env, interrupts.signal, openHistory(reportsDir));
  const mayHeal = mode === 'heal' && opened.directory !== null;
  const ledger = openLedgerPort(reportsDir, environmentKey(config), moment(), mayHeal);
  const confirm = makeConfirm({ ...screen.prompt, signal: interrupts.signal });
  const end = (verdict: Verdict, next: readonly string[]): number => {
    const exitCode = finish(verdict, next, started, journal, settings.reports.keep);
    screen.finish(journal.report());
    afterRun(journal.report(), opened.directory?.path ?? null, flags, io, aside);
    return exitCode;
  };
  try {
    const plan: RunPlan = {
      runId,
      mode,
      systems: phases.filter(({ skipped }) => skipped === null).map(({ system }) => system),
      actions: systems.flatMap(({ actions }) => actions),
      policy: config.policy,
      approvals: { all: flags.yes === true, named: flags.approve ?? [] },
      failOn: flags.failOn,
      isCritical: phase => settings.phases[phase]?.critical !== false,
      only: named?.issues,
    };
    const ports: Ports = {
      look: world.look,
      openHands: (permit, signal) => world.openHands(permit, opened.directory?.path ?? dirname(config.file), signal),
      // What is asked is shown as everything else is: without secrets. A record is plain data, so it keeps its shape.
      confirm: issue => confirm(redact(issue as unknown as Json) as unknown as IssueRecord),
      emit: event => journal.emit(event),
      moment,
      warnings: () => warningsNow(world.look, config.policy, reportsDir),
      ledger,
      obstacles: () => (journal.trouble() === null ? [] : [`the report cannot be written: ${journal.trouble() ?? ''}`]),
    };
    const { drills, trouble } = drillMarks(reportsDir, settings.environment);
    journal.emit({
      type: 'run:start',
      run_id: runId,
      environment: settings.environment,
      version: io.version,
      config: config.file,
      report: opened.directory?.path ?? null,
      mode: { auto_heal: mode !== 'test', dry_run: mode === 'dry_run' },
      phases: phases.map(({ system, skipped }) => ({
        name: system.id,
        title: system.title,
        critical: plan.isCritical(system.id),
        skipped,
      })),
      drills,
    });
    if (trouble !== null) journal.emit({ type: 'note', level: 'warning', message: trouble });
    noteUnsettled(ledger, mode, journal);
    const { verdict, issues } = await run(plan, ports);
    const next = nextSteps(verdict, issues, mode, commandsFor(flags, named?.file));
    return end(verdict, next);
  } catch (error) {
    // A defect of ours must not lose the report of what was done, nor pass for "nothing was tested".
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const reasons = [`a defect of Orixoon ended the run: ${stack}`];
    const verdict: Verdict = { decision: 'BLOCK', exitCode: 3, name: 'INCONCLUSIVE', conclusive: false, reasons };
    return end(verdict, ['report it, with events.ndjson']);
  } finally {
    screen.close();
    ledger.close();
    // What an interrupted heal still has to bring back is ended first: nobody else may work there, and no signal ends it.
    try {
      await world.close();
    } finally {
      lock.release();
      // Without the lock, and heard no more by the verdict: an interrupt only ends the waiting.
      await notifier.finish(interrupts.signal).finally(() => interrupts.close());
      aside.end(() => journal.report());
    }
  }
}

/** Write the end of the run and the reports; a report that cannot be written is not let through as ALLOW. */
function finish(verdict: Verdict, next: readonly string[], started: number, journal: Journal, keep: number): number {
  journal.emit({ type: 'run:finish', verdict, duration_ms: Date.now() - started, next });
  journal.finish(keep);
  const trouble = journal.trouble();
  // What was known before is in the verdict already.
  const isNews = verdict.exitCode === 0 || (verdict.exitCode === 4 && verdict.conclusive);
  if (trouble === null || !isNews) return verdict.exitCode;
  const reasons = [`the report cannot be written: ${trouble}`];
  journal.emit({
    type: 'run:finish',
    verdict: { decision: 'BLOCK', exitCode: 3, name: 'INCONCLUSIVE', conclusive: false, reasons },
    duration_ms: Date.now() - started,
    next: ['make room for the reports, and run again'],
  });
  return 3;
}

/** Before the lock: a run that tests nothing is wrong about its flags, whoever else is at work. */
function expectSomethingToTest(phases: readonly ChosenPhase[]): void {
  if (phases.some(({ skipped }) => skipped === null)) return;
  const reasons = phases.map(({ system, skipped }) => `  ${system.id}: ${skipped ?? ''}`);
  throw new UsageError(
    `no check would be run: nothing that is configured was chosen\n${reasons.join('\n')}\nChoose a phase, or configure one: orixoon validate tells what is tested`,
  );
}

/** For `heal`: only the named issues' phases and those that they rest on are looked at. */
function withinReach(
  phase: ChosenPhase,
  systems: readonly System[],
  settings: Settings,
  only: readonly NamedIssue[] | undefined,
): ChosenPhase {
  if (only === undefined || phase.skipped !== null) return phase;
  const wanted = new Set(only.map(issue => issue.phase));
  for (const name of wanted)
    for (const node of systems.find(({ id }) => id === name)?.restsOn?.(settings) ?? [])
      wanted.add(node.split('/')[0] ?? '');
  return wanted.has(phase.system.id) ? phase : { ...phase, skipped: 'not named by the issue file' };
}

/** What earlier runs left unsettled is told once, and stays an attempt. */
function noteUnsettled(ledger: OpenedLedger, mode: GateInput['mode'], journal: Journal): void {
  for (const { id, runId, action, target } of ledger.unsettledAtStart) {
    const message = `run ${runId} began ${action} on ${target} and never said how it ended: it counts as an attempt`;
    journal.emit({ type: 'note', level: 'warning', message });
    if (mode === 'heal') ledger.settle(id, 'interrupted');
  }
}
