import type { Finding, Status } from '../core/finding.ts';
import type { Look, System } from '../systems/system.ts';
import { within } from '../within.ts';
import type { Round } from './events.ts';
import type { Ports, RunPlan } from './ports.ts';
import { cutOf, pause, unlessAborted } from './wait.ts';

const POLL_MS = 250;

/** Until when a finding is not to be believed yet, and why; null: it stands. */
export type NotYet = (finding: Finding) => { readonly at: number; readonly reason: string } | null;

/** What a check itself says is only "not yet": a health check still starting, Redis still loading. */
const saidByCheck: NotYet = ({ pendingUntil, message }) =>
  pendingUntil === null ? null : { at: pendingUntil, reason: message };

/** Look at the systems, all at once; what is only "not yet" is looked at again until it is decided. Never throws. */
export async function lookAt(
  systems: readonly System[],
  round: Round,
  plan: RunPlan,
  ports: Ports,
  notYet: NotYet = () => null,
): Promise<Finding[]> {
  const looks = systems.map(async system => {
    const startedAt = ports.look.now();
    ports.emit({ type: 'phase:start', phase: system.id, round });
    const findings = await untilDecided(system, plan, ports, notYet);
    ports.emit({
      type: 'phase:finish',
      phase: system.id,
      round,
      status: statusOf(findings),
      critical: plan.isCritical(system.id),
      duration_ms: ports.look.now() - startedAt,
      findings,
    });
    return findings;
  });
  return (await Promise.all(looks)).flat();
}

async function untilDecided(system: System, plan: RunPlan, ports: Ports, notYet: NotYet): Promise<readonly Finding[]> {
  for (;;) {
    const findings = await lookOnce(system, plan, ports.look);
    const now = ports.look.now();
    const undecided = findings.flatMap(finding => {
      const wait = notYet(finding) ?? saidByCheck(finding);
      return wait !== null && wait.at > now ? [{ finding, wait }] : [];
    });
    if (undecided.length === 0 || ports.look.signal.aborted) return findings;
    for (const { finding, wait } of undecided)
      ports.emit({
        type: 'pending',
        phase: finding.phase,
        target: finding.target,
        message: wait.reason,
        remaining_ms: wait.at - now,
      });
    const remaining = Math.max(...undecided.map(({ wait }) => wait.at - now));
    await pause(Math.min(POLL_MS, remaining), ports.look.signal);
  }
}

/** One look at one system, bounded by the phase's own timeout and the run's signal. Nothing unfinished ever passes. */
export async function lookOnce(
  system: System,
  plan: Pick<RunPlan, 'isCritical'>,
  look: Look,
): Promise<readonly Finding[]> {
  const timeout_seconds = timeoutOf(look, system.id);
  const signal = within(timeout_seconds * 1000, look.signal);
  const unfinished = (): Finding[] => [
    cannotTell(
      system,
      look,
      cutOf(look.signal)?.message ?? `no answer within ${timeout_seconds} s (phases.${system.id}.timeout_seconds)`,
    ),
  ];
  const findings = await unlessAborted(system.inspect({ ...look, signal }), signal, unfinished);
  return findings.length === 0 && look.target === undefined
    ? [cannotTell(system, look, 'the look came back empty: no target was found to test')]
    : findings.map(finding =>
        plan.isCritical(system.id) || finding.status !== 'failed' ? finding : { ...finding, status: 'warning' },
      );
}

const cannotTell = (system: System, look: Look, message: string): Finding => ({
  phase: system.id,
  check: 'probe',
  target: system.target?.(look.settings) ?? system.id,
  status: 'error',
  issue: null,
  message,
  observed: null,
  threshold: null,
  durationMs: 0,
  identity: {},
  evidence: {},
  recommendation: null,
  restsOn: system.restsOn?.(look.settings) ?? [],
  pendingUntil: null,
  isFinal: false,
});

/** Seconds that one look at the phase may take. */
const timeoutOf = (look: Look, phase: string): number => {
  const section = look.settings.phases[phase];
  if (section === undefined) throw new Error(`the settings have no phase ${phase}`);
  return section.timeout_seconds;
};

const gravity: readonly Status[] = ['failed', 'error', 'warning', 'passed', 'skipped'];

/** The gravest of a phase's statuses. */
const statusOf = (findings: readonly Finding[]): Status =>
  gravity.find(status => findings.some(finding => finding.status === status)) ?? 'skipped';
