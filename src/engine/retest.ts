import type { Finding } from '../core/finding.ts';
import { checkKey, isProblem, isSick, problemKey } from '../core/finding.ts';
import type { Decided } from './decide.ts';
import type { Healed } from './heal.ts';
import { lookAt, lookOnce } from './look.ts';
import type { Patience } from './patience.ts';
import type { Ports, RunPlan } from './ports.ts';
import { pause } from './wait.ts';

const POLL_MS = 250;

/** A root that was acted on, and what came of it. */
export interface Tried extends Decided {
  readonly healed: Healed;
}

/**
 * The re-test: the systems of the problems and those of all that rests on them. What one alone has settled to, in a look at
 * its whole system that brought no news, is not looked at twice.
 */
export async function lookAgain(
  tried: readonly Tried[],
  before: readonly Finding[],
  plan: RunPlan,
  ports: Ports,
): Promise<readonly Finding[]> {
  const phases = new Set(
    tried.flatMap(({ planned }) => [
      planned.problem.phase,
      ...planned.dependents.map(node => node.split('/')[0] ?? ''),
    ]),
  );
  const seen = settledTo(tried, before);
  for (const { phase } of seen) phases.delete(phase);
  const systems = plan.systems.filter(({ id }) => phases.has(id));
  return merge(seen, await lookAt(systems, 'retest', plan, ports));
}

/** What one heal alone settled to, where that is all there is to say: nothing undecided, and nothing sick that was not before. */
function settledTo([first, ...others]: readonly Tried[], before: readonly Finding[]): readonly Finding[] {
  if (first?.healed.result !== 'healed' || others.length > 0) return [];
  const wasSick = new Set(before.filter(isSick).map(checkKey));
  const findings = first.healed.findings ?? [];
  const isNews = (finding: Finding): boolean =>
    finding.pendingUntil !== null || (isSick(finding) && !wasSick.has(checkKey(finding)));
  return findings.some(isNews) ? [] : findings;
}

/** Wait until the first problem is ripe, looking all the while: what recovers by itself is not waited for. */
export async function waitFor(
  open: readonly Decided[],
  patience: Patience,
  plan: RunPlan,
  ports: Ports,
): Promise<Finding[]> {
  const { look } = ports;
  const waits = open.flatMap(({ planned }) => patience.notBefore(planned, look.now()) ?? []);
  const first = waits.reduce((a, b) => (b.at < a.at ? b : a));
  const systems = plan.systems.filter(({ id }) => open.some(({ planned }) => planned.problem.phase === id));
  const wanted = new Set(open.map(({ planned }) => problemKey(planned.problem)));
  ports.emit({ type: 'wait', reason: first.reason, ms: first.at - look.now() });
  while (look.now() < first.at && !look.signal.aborted) {
    await pause(Math.min(POLL_MS, first.at - look.now()), look.signal);
    const seen = (await Promise.all(systems.map(system => lookOnce(system, plan, look)))).flat();
    const present = seen.filter(isProblem).filter(problem => wanted.has(problemKey(problem)));
    if (present.length < wanted.size) break;
  }
  return lookAt(systems, 'retest', plan, ports);
}

/** Newer findings replace those of their phases. */
export function merge(older: readonly Finding[], newer: readonly Finding[]): Finding[] {
  const phases = new Set(newer.map(({ phase }) => phase));
  return [...older.filter(({ phase }) => !phases.has(phase)), ...newer];
}
