import type { Finding } from '../core/finding.ts';
import type { Policy } from '../core/policy.ts';
import type { Need } from '../systems/needs.ts';
import type { Settings } from '../systems/settings.ts';
import type { HealAction, System } from '../systems/system.ts';
import type { Examination, Judgement } from './sign.ts';

/** A phase or a heal: whether it can be done here. `off`: the config switches it off, or only reports it. */
export interface Availability {
  readonly name: string;
  /** Of a heal: the action, null where it is only reported. */
  readonly action: string | null;
  readonly state: Judgement['state'] | 'off';
  readonly why: string | null;
  /** Without it the stack cannot be gated in full. */
  readonly isNeeded: boolean;
}

/** Who judges which kind of need. */
export interface Examinations {
  readonly docker: Examination;
  readonly database: Examination;
  readonly redis: Examination;
  readonly machine: Examination;
}

/** What a phase saw of the stack. */
export interface Seen {
  readonly system: System;
  /** Why it is left out; null where it is tested. */
  readonly skipped: string | null;
  readonly findings: readonly Finding[];
  readonly isCritical: boolean;
}

/**
 * A phase, by its own look at the stack: what it cannot tell now, it could not tell in a run. `lacking`: a right that it needs,
 * though nothing may be hidden from it at this moment. `told`: what the signs say already, and how that is called here.
 */
export function phaseOf(
  { system, skipped, findings, isCritical }: Seen,
  lacking: string | null,
  told: ReadonlyMap<string, string>,
): Availability {
  const phase = { name: system.id, action: null, isNeeded: isCritical };
  if (skipped !== null) return { ...phase, state: 'not_set_up', why: skipped };
  const errors = findings.filter(({ status, pendingUntil }) => status === 'error' && pendingUntil === null);
  const why = [...(lacking === null ? [] : [lacking]), ...errors.map(({ message }) => told.get(message) ?? message)];
  if (why.length === 0) return { ...phase, state: 'available', why: null };
  return { ...phase, state: 'unavailable', why: [...new Set(why)].join('; ') };
}

/** An action with the issue type that the config maps it to. */
export interface Mapped {
  readonly issue: string;
  readonly isOff: string | null;
  readonly action: HealAction | null;
  readonly needs: readonly Need[];
}

/** Every issue type with its action and what that needs, in the order of the phases. */
export function mappedHeals(
  systems: readonly System[],
  skipped: ReadonlyMap<string, string>,
  settings: Settings,
  policy: Policy,
): readonly Mapped[] {
  const actions = new Map(systems.flatMap(system => system.actions.map(action => [action.id, action] as const)));
  return systems.flatMap(({ id: phase, issues }) =>
    Object.keys(issues).map((issue): Mapped => {
      const remedy = policy.remedies[issue];
      const action = (remedy?.action && actions.get(remedy.action.id)) ?? null;
      const notTested = skipped.get(phase);
      if (action === null) return { issue, isOff: 'reported only', action, needs: [] };
      if (!policy.isEnabled) return { issue, isOff: 'auto_healing.enabled is false', action, needs: [] };
      if (remedy?.isEnabled === false)
        return { issue, isOff: `healing_actions.${issue}.enabled is false`, action, needs: [] };
      if (notTested !== undefined)
        return { issue, isOff: null, action, needs: [{ kind: 'setting', missing: notTested }] };
      return { issue, isOff: null, action, needs: action.needs?.(settings, { phase, issue }) ?? [] };
    }),
  );
}

const gravity: readonly Judgement['state'][] = ['not_set_up', 'unavailable', 'unknown'];

/** A heal: the gravest of what is said of its needs. */
export function healOf(
  { issue, isOff, action, needs }: Mapped,
  by: Examinations,
  noHeals: readonly string[],
): Availability {
  const heal = { name: issue, action: action?.id ?? null, isNeeded: true };
  if (isOff !== null) return { ...heal, state: 'off', why: isOff };
  const judged = needs.map(need => judge(need, by));
  const all: readonly Judgement[] = [...judged, ...noHeals.map((why): Judgement => ({ state: 'unavailable', why }))];
  for (const state of gravity) {
    const why = all.flatMap(one => (one.state === state && one.state !== 'available' ? [one.why] : []));
    if (why.length > 0) return { ...heal, state, why: [...new Set(why)].join('; ') };
  }
  return { ...heal, state: 'available', why: null };
}

function judge(need: Need, by: Examinations): Judgement {
  switch (need.kind) {
    case 'setting':
      return { state: 'not_set_up', why: need.missing };
    case 'docker':
      return by.docker.judge(need);
    case 'postgres':
      return by.database.judge(need);
    case 'redis':
      return by.redis.judge(need);
    default:
      return by.machine.judge(need);
  }
}
