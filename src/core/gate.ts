import type { Identity } from './finding.ts';
import type { PlannedAction } from './plan.ts';
import { rules } from './rules.ts';
import type { DenyReason, GateInput, Ruling } from './rules.ts';

/** Known in this file alone: without it not even a permit's own constructor makes another. */
const mint = Symbol('gate');

/** Leave to run one action on one target in one state. Only the gate can make one: the class is not exported, its brand is private. */
class GrantedPermit {
  readonly #isGranted = true;
  readonly planned: PlannedAction;
  /** What the action applies to, and nothing else. */
  readonly identity: Identity;
  constructor(planned: PlannedAction, by: symbol) {
    if (by !== mint) throw new TypeError('only the gate makes permits');
    this.planned = planned;
    this.identity = planned.draft.identity;
    Object.freeze(this);
  }
  static isOne(value: unknown): value is GrantedPermit {
    return typeof value === 'object' && value !== null && #isGranted in value;
  }
}

/** True of what the gate made, and of nothing in its shape. */
export const isPermit = (value: unknown): value is Permit => GrantedPermit.isOne(value);

export type Permit = GrantedPermit;

export interface TraceStep extends Ruling {
  readonly rule: DenyReason;
}

/** The gate's word. `would_heal` is a dry run's allow, and carries no permit. */
export type Decision = { readonly trace: readonly TraceStep[] } & (
  | { readonly verdict: 'allow'; readonly permit: Permit }
  | { readonly verdict: 'would_heal' }
  | { readonly verdict: 'ask' }
  | { readonly verdict: 'deny'; readonly deniedBy: DenyReason }
);

/** Ask every rule and keep every answer; the first "no" decides, then the first question. A rule that throws says no. */
export function gate(planned: PlannedAction, input: GateInput): Decision {
  const trace = rules.map(([rule, judge]): TraceStep => ({ rule, ...ask(() => judge(planned, input)) }));
  const no = trace.find(step => step.decision === 'deny');
  if (no) return { verdict: 'deny', deniedBy: no.rule, trace };
  if (trace.some(step => step.decision === 'ask')) return { verdict: 'ask', trace };
  if (input.mode !== 'heal') return { verdict: 'would_heal', trace };
  return { verdict: 'allow', permit: new GrantedPermit(planned, mint), trace };
}

function ask(judge: () => Ruling): Ruling {
  try {
    return judge();
  } catch (error) {
    return {
      decision: 'deny',
      reason: `could not be evaluated: ${error instanceof Error ? error.message : 'it threw what is no Error'}`,
    };
  }
}
