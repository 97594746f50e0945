import fc from 'fast-check';
import type { Attempt, AttemptResult } from '../../src/core/attempt.ts';
import type { Moment } from '../../src/core/clock.ts';
import { gate } from '../../src/core/gate.ts';
import type { Decision } from '../../src/core/gate.ts';
import type { PlannedAction } from '../../src/core/plan.ts';
import type { Budget, Policy } from '../../src/core/policy.ts';
import { DAY_MS, HOUR_MS, input, now, planned, policy } from '../unit/core/given.ts';

/** What can happen to one environment. Runs follow one another; what a run left unsettled, it was killed in. */
export type Step =
  | { readonly kind: 'heal'; readonly what: number }
  | { readonly kind: 'settle'; readonly which: number; readonly result: Exclude<AttemptResult, 'unsettled'> }
  | { readonly kind: 'run' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'clock'; readonly ms: number }
  | { readonly kind: 'reboot'; readonly offMs: number; readonly clockMs: number }
  /** A container's uptime may begin anew, though the machine did not boot. */
  | { readonly kind: 'uptime' };

const heals: readonly (readonly [issue: string, target: string, action: string, budget: Budget])[] = [
  ['container_not_running', 'redis', 'start_container', 'container'],
  ['container_unhealthy', 'redis', 'restart_container', 'container'],
  ['container_stuck', 'redis', 'restart_container', 'container'],
  ['container_not_running', 'app', 'start_container', 'container'],
  ['table_locks', 'db', 'clear_blocking_queries', 'database'],
  ['redis_memory_full', 'redis', 'flush_expiring_keys', 'redis'],
  ['sync_queue_stuck', 'queue', 'requeue_failed_items', 'queue'],
  ['high_error_rate', 'app', 'reload', 'none'],
];

/** Every plan of this world, each on the same terms. */
export const plansOf = (maxRetries: number): PlannedAction[] =>
  heals.map(([issue, target, id, budget]) => {
    const plan = planned({ action: { id, budget }, remedy: { maxRetries } });
    return { ...plan, node: `x/${target}`, problem: { ...plan.problem, issue, target } };
  });

const jump = fc.oneof(fc.integer({ min: -9 * DAY_MS, max: 9 * DAY_MS }), fc.integer({ min: -90_000, max: 90_000 }));
const pause = fc.oneof(
  fc.integer({ min: 0, max: 120_000 }),
  fc.integer({ min: 0, max: DAY_MS }),
  fc.constantFrom(59_999, 60_000, DAY_MS - 1, DAY_MS),
);
const kind = <K extends Step['kind']>(name: K) => fc.constant(name);
const ends = fc.constantFrom<Exclude<AttemptResult, 'unsettled'>>(
  ...(['healed', 'unhealed', 'failed', 'stale', 'interrupted'] as const),
);

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: fc.record({ kind: kind('heal'), what: fc.nat(heals.length - 1) }) },
    { weight: 8, arbitrary: fc.record({ kind: kind('settle'), which: fc.nat(5), result: ends }) },
    { weight: 3, arbitrary: fc.record({ kind: kind('wait'), ms: pause }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('run') }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('clock'), ms: jump }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('reboot'), offMs: pause, clockMs: jump }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('uptime') }) },
  ),
  { maxLength: 60, size: 'max' },
);

const few = fc.integer({ min: 0, max: 4 });

export const terms: fc.Arbitrary<{ policy: Policy; maxRetries: number; isBootKnown: boolean }> = fc.record({
  policy: fc
    .record({
      maxHealingAttempts: few,
      limits: fc.record({ container: few, database: few, redis: few, queue: few }),
      cooldownMs: fc.constantFrom(0, 1, 60_000, HOUR_MS),
      maxSameHealPerDay: fc.integer({ min: 0, max: 6 }),
    })
    .map(policy),
  maxRetries: few,
  isBootKnown: fc.boolean(),
});

/** Where attempts are kept: in memory, or in the real ledger. */
export interface Store {
  /** A new run begins. */
  begin(now: Moment): void;
  history(): readonly Attempt[];
  reserve(attempt: Omit<Attempt, 'result'>): void;
  settle(id: string, result: Exclude<AttemptResult, 'unsettled'>): void;
}

/** An attempt, and what is true of its time, whatever the machine's clocks say. */
export interface Deed {
  readonly attempt: Omit<Attempt, 'result'>;
  readonly trueMs: number;
  /** How far the wall clock had been set forward in all, by then. */
  readonly forwardMs: number;
  result: AttemptResult;
}

/** Plays a schedule: each heal is asked of the gate, and reserved where it says yes. `deeds` keeps its own account. */
export class World {
  readonly deeds: Deed[] = [];
  moment: Moment;
  readonly #terms: { readonly policy: Policy; readonly isBootKnown: boolean };
  readonly #store: Store;
  #trueMs = 0;
  #forwardMs = 0;
  #boots = 1;
  #runs = 0;

  constructor(of: { readonly policy: Policy; readonly isBootKnown: boolean }, store: Store) {
    this.#terms = of;
    this.#store = store;
    this.moment = { ...now, bootId: of.isBootKnown ? now.bootId : '' };
    this.begin();
  }

  begin(): void {
    this.#runs++;
    this.#store.begin(this.moment);
  }

  wait(ms: number): void {
    this.#trueMs += ms;
    this.moment = { ...this.moment, wallMs: this.moment.wallMs + ms, uptimeMs: this.moment.uptimeMs + ms };
  }

  setClock(ms: number): void {
    this.#forwardMs += Math.max(0, ms);
    this.moment = { ...this.moment, wallMs: this.moment.wallMs + ms };
  }

  ask(plan: PlannedAction): Decision {
    const [history, runId] = [this.#store.history(), `run-${this.#runs}`];
    return gate(plan, input({ policy: this.#terms.policy, history, runId, now: this.moment }));
  }

  /** The deed, where the gate let it be done. */
  heal(plan: PlannedAction): Deed | undefined {
    if (this.ask(plan).verdict !== 'allow' || !plan.action) return undefined;
    const { phase, issue, target } = plan.problem;
    const { id: action, budget } = plan.action;
    const runId = `run-${this.#runs}`;
    const attempt = { id: `${this.deeds.length}`, runId, phase, issue, target, action, budget, at: this.moment };
    this.#store.reserve(attempt);
    const deed: Deed = { attempt, trueMs: this.#trueMs, forwardMs: this.#forwardMs, result: 'unsettled' };
    this.deeds.push(deed);
    return deed;
  }

  /** Any that is open, of this run or of one that was killed: in any order. */
  settle(which: number, result: Exclude<AttemptResult, 'unsettled'>): void {
    const open = this.deeds.filter(deed => deed.result === 'unsettled');
    const deed = open[which % Math.max(1, open.length)];
    if (!deed) return;
    this.#store.settle(deed.attempt.id, result);
    deed.result = result;
  }

  reboot(offMs: number, clockMs: number): void {
    this.wait(offMs);
    this.setClock(clockMs);
    const bootId = this.#terms.isBootKnown ? `boot-${++this.#boots}` : '';
    this.moment = { ...this.moment, bootId, uptimeMs: 1000 };
    this.begin();
  }

  startUptimeAnew(): void {
    this.moment = { ...this.moment, uptimeMs: Math.min(1000, this.moment.uptimeMs) };
  }
}
