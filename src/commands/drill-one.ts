import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { DrillResult } from '../cli/drill.ts';
import type { Flags } from '../cli/program.ts';
import type { Fault } from '../drill/fault.ts';
import { wordsOf } from '../errors.ts';
import type { Report, ReportIssue } from '../report/report-shape.ts';
import type { Stage } from './drill-stage.ts';
import { gateRun } from './gate-run.ts';
import type { Io } from './io.ts';
import type { Loaded } from './load.ts';

/** How long the gate may need to see what is there to be seen. */
const SEEN_MS = 60_000;
const BETWEEN_LOOKS_MS = 1000;

/** A run of the gate that nobody watches, neither a channel nor a CI runner: its exit code and its report. */
async function quietRun(
  config: Loaded,
  mode: 'test' | 'heal',
  given: Partial<Flags>,
  io: Io,
): Promise<{ readonly exitCode: number; readonly report: Report }> {
  const stdout = new PassThrough();
  let text = '';
  stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const sink = new PassThrough().resume();
  const asStream = (stream: PassThrough): NodeJS.WriteStream => stream as unknown as NodeJS.WriteStream;
  const flags: Flags = { output: 'json', failOn: [], color: false, verbose: false, quiet: true, ...given };
  const quiet = { ...config, notifications: { ...config.notifications, notification_channels: [] } };
  const env = { ...io.env, GITHUB_ACTIONS: undefined };
  const exitCode = await gateRun(quiet, mode, flags, { ...io, env, stdout: asStream(stdout), stderr: asStream(sink) });
  await new Promise<void>(resolve => stdout.end(resolve));
  return { exitCode, report: JSON.parse(text) as Report };
}

/** A run that only tests, and leaves nothing among the reports that people read. */
async function look(config: Loaded, io: Io): ReturnType<typeof quietRun> {
  const reportsDir = mkdtempSync(join(tmpdir(), 'orixoon-drill-'));
  try {
    return await quietRun(config, 'test', { reportsDir }, io);
  } finally {
    rmSync(reportsDir, { recursive: true, force: true });
  }
}

type Told = Omit<DrillResult, 'issue' | 'action'>;

/** Break, find, heal, check; and mend, whatever came of it. Where the stack could not be put back, `isWell` is false. */
export async function drillOne(
  issue: string,
  fault: Fault,
  stage: Stage,
  io: Io,
  isCut: () => boolean,
): Promise<{ readonly told: Told; readonly isWell: boolean }> {
  const told = await breakAndHeal(issue, fault, stage, io, isCut).catch((error: unknown) =>
    unproven(null, wordsOf(error)),
  );
  const left = await mend(issue, fault, stage, io).catch(wordsOf);
  if (left === null) return { told, isWell: true };
  const why = `after the drill the stack is not well again (${left}): put it back by hand with ${fault.byHand}`;
  return { told: { ...told, is_proven: false, why }, isWell: false };
}

async function mend(issue: string, fault: Fault, stage: Stage, io: Io): Promise<string | null> {
  await fault.mend();
  return untilWell(await stage.configFor(issue), io, SEEN_MS);
}

async function breakAndHeal(issue: string, fault: Fault, stage: Stage, io: Io, isCut: () => boolean): Promise<Told> {
  const began = Date.now();
  await fault.inject();
  const config = await stage.configFor(issue);
  const found = await untilFound(issue, fault, config, io, isCut);
  if (found === null) {
    const seconds = Math.round((Date.now() - began) / 1000);
    return unproven(null, isCut() ? 'interrupted' : `the gate did not find it within ${seconds} s`);
  }
  const { exitCode, report } = await quietRun(config, 'heal', { approve: [issue], reportsDir: stage.reportsDir }, io);
  const healed = report.issues.find(({ type, outcome }) => type === issue && outcome === 'healed');
  const shown = { at: report.finished_at, run_id: report.run_id, duration_ms: report.duration_ms };
  if (exitCode === 0 && healed) return { ...shown, target: healed.target, is_proven: true, why: null };
  const left = report.issues.find(({ type }) => type === issue);
  return { ...shown, target: left?.target ?? found.target, is_proven: false, why: whyNot(left, exitCode, report) };
}

const unproven = (target: string | null, why: string): Told => ({
  ...{ target, why, is_proven: false, at: null, run_id: null, duration_ms: null },
});

function whyNot(issue: ReportIssue | undefined, exitCode: number, report: Report): string {
  if (issue === undefined || issue.outcome === 'resolved') return 'it was gone before it was healed';
  if (issue.outcome === 'denied') {
    const reason = issue.trace.find(({ rule }) => rule === issue.denied_by)?.reason ?? '';
    return `denied by ${issue.denied_by ?? 'the gate'}: ${reason}`;
  }
  if (issue.outcome === 'blocked_by') return `it waits for ${issue.blocked_by ?? 'another issue'}`;
  if (issue.outcome === 'healed')
    return `healed, but the run ended with exit ${exitCode}: ${report.reasons.join('; ')}`;
  const failed = report.auto_healing.actions.findLast(action => action.issue === issue.type);
  return failed?.details ?? issue.recommendation;
}

async function untilFound(
  issue: string,
  { ripeAfterMs }: Fault,
  config: Loaded,
  io: Io,
  isCut: () => boolean,
): Promise<ReportIssue | null> {
  const ripeAt = Date.now() + ripeAfterMs;
  const deadline = ripeAt + SEEN_MS;
  for (;;) {
    if (isCut()) return null;
    const { report } = await look(config, io);
    const found = report.issues.find(({ type, outcome }) => type === issue && outcome !== 'resolved');
    if (found && Date.now() > ripeAt) return found;
    if (Date.now() >= deadline) return null;
    await delay(BETWEEN_LOOKS_MS);
  }
}

/** Null as soon as every check passes, else what is wrong when the time is up. */
export async function untilWell(config: Loaded, io: Io, withinMs: number): Promise<string | null> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { exitCode, report } = await look(config, io);
    // Interrupted: nobody waits to see it.
    if (exitCode === 0 || exitCode >= 130) return null;
    if (Date.now() >= deadline) return report.reasons.join('; ');
    await delay(BETWEEN_LOOKS_MS);
  }
}
