import type { Attempt } from '../../../src/core/attempt.ts';
import type { NodeId, Status } from '../../../src/core/finding.ts';
import { isPermit } from '../../../src/core/gate.ts';
import type { Permit } from '../../../src/core/gate.ts';
import type { Touch } from '../../../src/core/plan.ts';
import type { ActionInfo, Policy, Risk } from '../../../src/core/policy.ts';
import type { Answer } from '../../../src/core/rules.ts';
import type { RunEvent } from '../../../src/engine/events.ts';
import type { Ports, RunPlan } from '../../../src/engine/ports.ts';
import { StaleError } from '../../../src/errors.ts';
import type { HealAction, Hands, Look, System } from '../../../src/systems/system.ts';
import { defineSystem } from '../../../src/systems/system.ts';
import { policy } from '../core/given.ts';

/** One thing of the toy world: sick or well, of an identity that changes when it is restarted. */
export interface Thing {
  name: string;
  isSick: boolean;
  /** Throws instead of telling. */
  isUnseen?: boolean;
  identity: number;
  restsOn?: NodeId[];
  risk?: Risk;
  /** What its action would do to it; default: start. */
  effect?: Touch['effect'];
  /** What running the action on it does to the world; default: it gets well, with a new identity. */
  onHeal?: (thing: Thing, nth: number) => void | Promise<void>;
  /** The action can be taken back, and this is what that does. */
  onUndo?: (thing: Thing) => void;
  /** Another check of it, that its issue takes down; null: it cannot be told. */
  isAnswering?: boolean | null;
  /** Runs before each look at it. */
  onLook?: (thing: Thing, nth: number) => void;
  isFinal?: boolean;
  heals?: number;
  looks?: number;
}

const info = (id: string, risk: Risk): ActionInfo => ({
  id,
  title: `Restarting`,
  risk,
  budget: 'container',
  fits: ['container'],
});

/** A phase with one check, one issue type (`<phase>_sick`) and one action (`mend_<phase>`). */
export function toySystem(phase: string, things: readonly Thing[], risk: Risk = 'low'): System {
  const issue = `${phase}_sick`;
  const action: HealAction = {
    ...info(`mend_${phase}`, risk),
    draft: problem => {
      const thing = things.find(({ name }) => name === problem.target);
      return Promise.resolve({
        identity: { n: thing?.identity ?? -1 },
        steps: [`mend ${problem.target}`],
        touches: [{ kind: 'container', names: [problem.target], effect: thing?.effect ?? 'start', sacred: null }],
        unavailable: null,
      });
    },
    run: async permit => {
      const thing = things.find(({ name }) => name === permit.planned.problem.target);
      if (!thing || permit.identity['n'] !== thing.identity) throw new StaleError('another one now');
      thing.heals = (thing.heals ?? 0) + 1;
      if (thing.onHeal) await thing.onHeal(thing, thing.heals);
      else {
        thing.isSick = false;
        thing.identity += 1;
      }
      const { onUndo } = thing;
      const undone = { changed: { put_back: 1 }, details: `${thing.name} put back` };
      const undo = onUndo && (() => (onUndo(thing), Promise.resolve(undone)));
      return { changed: { mended: 1 }, details: `${thing.name} mended`, ...(undo ? { undo } : {}) };
    },
  };
  return defineSystem<readonly Thing[]>({
    id: phase,
    title: phase,
    issues: {
      [issue]: {
        title: issue,
        target: 'container',
        action: action.id,
        meaning: '',
        detection: '',
        takesDown: ['answers'],
      },
    },
    notConfigured: () => null,
    probe: () => {
      for (const thing of things) {
        thing.looks = (thing.looks ?? 0) + 1;
        thing.onLook?.(thing, thing.looks);
      }
      if (things.some(({ isUnseen }) => isUnseen)) return Promise.reject(new Error('no permission to look'));
      return Promise.resolve(things.map(thing => ({ ...thing })));
    },
    checks: [
      {
        id: 'well',
        title: 'is well',
        evaluate: reading =>
          reading.map(thing => ({
            target: thing.name,
            status: thing.isSick ? ('failed' as const) : ('passed' as const),
            message: thing.isSick ? `${thing.name} is sick` : `${thing.name} is well`,
            ...(thing.isSick ? { issue } : {}),
            identity: { n: thing.identity },
            restsOn: thing.restsOn ?? [],
            isFinal: thing.isFinal === true && thing.isSick,
          })),
      },
      {
        id: 'answers',
        title: 'answers',
        evaluate: reading =>
          reading.flatMap(({ name, isAnswering }) =>
            isAnswering === undefined ? [] : [{ target: name, status: answers(isAnswering), message: 'answer' }],
          ),
      },
    ],
    actions: [action],
  });
}

const answers = (isAnswering: boolean | null): Status =>
  isAnswering === null ? 'error' : isAnswering ? 'passed' : 'failed';

export interface ToyRun {
  readonly plan: RunPlan;
  readonly ports: Ports;
  readonly events: RunEvent[];
  readonly attempts: Attempt[];
  readonly controller: AbortController;
  handsOpened: number;
  asked: number;
}

const toyPolicy = (systems: readonly System[], change: Partial<Policy> = {}): Policy =>
  policy({
    remedies: Object.fromEntries(
      systems.flatMap(system =>
        Object.keys(system.issues).map(issue => [
          issue,
          {
            isEnabled: true,
            action: system.actions[0] ?? null,
            maxRetries: 2,
            timeoutMs: 1000,
            requiresConfirmation: false,
          },
        ]),
      ),
    ),
    retryDelayMs: 20,
    ...change,
  });

/** A run over the toy world, its ports in memory. */
export function toyRun(
  systems: readonly System[],
  options: {
    mode?: RunPlan['mode'];
    policy?: Partial<Policy>;
    answer?: Answer;
    recoverMs?: number;
    plan?: Partial<RunPlan>;
    history?: readonly Attempt[];
  } = {},
): ToyRun {
  const controller = new AbortController();
  const events: RunEvent[] = [];
  const attempts: Attempt[] = [...(options.history ?? [])];
  const stabilization = {
    timeout_seconds: (options.recoverMs ?? 300) / 1000,
    consecutive_passes: 2,
    interval_seconds: 0.01,
  };
  const phases = Object.fromEntries(
    systems.map(({ id }) => [id, { enabled: true, critical: true, timeout_seconds: 1 }]),
  );
  const settings = { auto_healing: { stabilization }, phases } as unknown as Look['settings'];
  const look = { settings, now: Date.now, signal: controller.signal } as unknown as Look;
  const toy: ToyRun = {
    controller,
    events,
    attempts,
    handsOpened: 0,
    asked: 0,
    plan: {
      runId: 'this-run',
      mode: options.mode ?? 'heal',
      systems,
      actions: systems.flatMap(({ actions }) => actions),
      policy: toyPolicy(systems, options.policy),
      approvals: { all: false, named: [] },
      failOn: [],
      isCritical: () => true,
      ...options.plan,
    },
    ports: {
      look,
      openHands: (permit: Permit) => {
        if (!isPermit(permit)) throw new Error('no permit');
        toy.handsOpened += 1;
        return Promise.resolve({} as Hands);
      },
      confirm: () => {
        toy.asked += 1;
        return Promise.resolve(options.answer ?? 'silence');
      },
      emit: event => void events.push(event),
      moment: () => ({ wallMs: Date.now(), bootId: 'boot', uptimeMs: performance.now() }),
      warnings: () => Promise.resolve([]),
      obstacles: () => [],
      ledger: {
        history: () => attempts,
        reserve: attempt => void attempts.push({ ...attempt, result: 'unsettled' }),
        settle: (id, result) => {
          const index = attempts.findIndex(attempt => attempt.id === id);
          const attempt = attempts[index];
          if (attempt) attempts[index] = { ...attempt, result };
        },
      },
    },
  };
  return toy;
}
