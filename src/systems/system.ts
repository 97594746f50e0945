import type { Finding, Identity, IssueType, NodeId, PhaseName, Problem, Status } from '../core/finding.ts';
import type { Permit } from '../core/gate.ts';
import type { Json } from '../core/json.ts';
import type { Draft } from '../core/plan.ts';
import type { ActionInfo, TargetKind } from '../core/policy.ts';
import type { DockerEyes, DockerHands } from '../clients/docker-types.ts';
import type { HostEyes, HostHands } from '../clients/host-types.ts';
import type { HttpEyes } from '../clients/http-types.ts';
import type { PostgresEyes, PostgresHands } from '../clients/postgres-types.ts';
import type { RedisEyes, RedisHands } from '../clients/redis-types.ts';
import type { NeedsOf } from './needs.ts';
import type { Settings } from './settings.ts';

/** Everything a system may look with. Built and closed in main; nothing in it can change the world. */
export interface Look {
  readonly settings: Settings;
  readonly docker: DockerEyes;
  readonly redis: RedisEyes;
  readonly postgres: PostgresEyes;
  readonly host: HostEyes;
  readonly http: HttpEyes;
  readonly history: HistoryEyes;
  /** Environment variables, for `required_env` alone. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Epoch milliseconds. */
  now(): number;
  /**
   * When one of these nodes, or something that one of them rests on, was last healed in this run, in epoch milliseconds;
   * of anything, where no nodes are named. Null: not in this run.
   */
  healedAtMs(nodes?: readonly NodeId[]): number | null;
  /** Aborted at an interrupt or the deadline: every wait ends on it. */
  readonly signal: AbortSignal;
  /** Set while one target is waited for: nothing else is asked of this look, and a probe may leave the others out. */
  readonly target?: string;
}

/** What earlier runs told, as far as their reports are kept. It may be anybody's words: nothing is to be believed of it unseen. */
export interface HistoryEyes {
  /** What one check said at the end of the runs that began since a moment: of some twenty of them, spread over the time. */
  checks(of: { readonly phase: PhaseName; readonly check: string }, sinceMs: number): Promise<EarlierChecks>;
}

export interface EarlierChecks {
  /** The oldest first. */
  readonly checks: readonly EarlierCheck[];
  /** What could not be read, in words; null where all was. */
  readonly damage: string | null;
}

export interface EarlierCheck {
  readonly identity: Identity;
  readonly evidence: { readonly [key: string]: Json };
}

/** What an action may write with. Opened by a Permit, and by nothing else. */
export interface Hands {
  readonly docker: DockerHands;
  readonly redis: RedisHands;
  readonly postgres: PostgresHands;
  readonly host: HostHands;
  /** The run's report directory, for what an action must keep (exports, backups). */
  readonly keepIn: string;
  /** Aborted at an interrupt, the deadline, or the action's own `timeout_seconds`. */
  readonly signal: AbortSignal;
}

/** What an action did: counts by kind, as the report's `changed`, and one sentence. */
export interface Done {
  readonly changed: Readonly<Record<string, number>>;
  readonly details: string;
  /**
   * Takes it back, where that can be done and the re-test or the last look shows that it was no cure. Told as the action
   * itself is: what it changed, and one sentence.
   */
  readonly undo?: (hands: Hands) => Promise<Done>;
}

export interface HealAction extends ActionInfo {
  /** True where the identity is a list that `run` checks item by item as it acts, so that one changed item does not make the whole plan stale. */
  readonly isItemwise?: boolean;
  /** What it needs from outside. A house test wants it of every action of ours. */
  readonly needs?: NeedsOf;
  /** Read what would be done to this problem, in exact terms. Changes nothing. */
  draft(problem: Problem, look: Look): Promise<Draft>;
  /** Do it, to what the permit names and while its identity holds (else throw StaleError). Returns when the effect is complete; twice is harmless. */
  run(permit: Permit, hands: Hands, look: Look): Promise<Done>;
}

/** What a check says; the defaults of a finding are filled in by `defineSystem`. */
export interface Outcome {
  readonly target: string;
  readonly status: Status;
  readonly message: string;
  readonly issue?: IssueType;
  readonly observed?: Json;
  readonly threshold?: Json;
  readonly identity?: Identity;
  readonly evidence?: { readonly [key: string]: Json };
  readonly recommendation?: string;
  readonly restsOn?: readonly NodeId[];
  readonly pendingUntil?: number;
  readonly isFinal?: boolean;
}

export interface Check<Reading> {
  readonly id: string;
  readonly title: string;
  /** Pure. One reading in, one or more outcomes out. */
  readonly evaluate: (reading: Reading) => Outcome | readonly Outcome[];
}

/** What the domain says of an issue type. */
export interface IssueInfo {
  readonly title: string;
  readonly target: TargetKind;
  /** The default action's id, or null where it is only reported. */
  readonly action: string | null;
  /** One sentence: when it is an issue. */
  readonly meaning: string;
  /** How it is looked for. */
  readonly detection: string;
  /** Other checks of the same target that fail because of it: it is healed only when these pass again too. */
  readonly takesDown?: readonly string[];
}

export interface SystemSpec<Reading> {
  readonly id: PhaseName;
  readonly title: string;
  readonly issues: Readonly<Record<IssueType, IssueInfo>>;
  /** Why there is nothing to test here (a sentence that names the missing key), or null where the phase is configured. */
  notConfigured(settings: Settings): string | null;
  /** What the phase's own target rests on, so that "could not look" blocks and is blocked too. */
  restsOn?(settings: Settings): readonly NodeId[];
  /** The name of the phase's own target, for findings about the look itself. Default: the phase's id. */
  target?(settings: Settings): string;
  /** The only reader. Throws when it cannot know; never repairs. */
  readonly probe: (look: Look) => Promise<Reading>;
  readonly checks: readonly Check<Reading>[];
  /** The only writers. */
  readonly actions: readonly HealAction[];
  /** What was seen when a heal failed (last log lines, …), and what a person should do about it. */
  diagnose?(problem: Problem, look: Look): Promise<Diagnosis>;
}

export interface Diagnosis {
  readonly evidence: { readonly [key: string]: Json };
  readonly recommendation: string;
}

/** A system with its Reading sealed inside, so that the registry is a plain array. */
export interface System extends Omit<SystemSpec<never>, 'probe' | 'checks'> {
  readonly checks: readonly { readonly id: string; readonly title: string }[];
  inspect(look: Look): Promise<readonly Finding[]>;
}

export function defineSystem<Reading>(spec: SystemSpec<Reading>): System {
  const { probe, checks, ...rest } = spec;
  return {
    ...rest,
    checks: checks.map(({ id, title }) => ({ id, title })),
    async inspect(look) {
      const startedAt = look.now();
      const finding = (check: string, outcome: Outcome): Finding => ({
        phase: spec.id,
        check,
        issue: null,
        observed: null,
        threshold: null,
        durationMs: Math.max(0, look.now() - startedAt),
        identity: {},
        evidence: {},
        recommendation: null,
        restsOn: [],
        pendingUntil: null,
        isFinal: false,
        ...outcome,
      });
      const cannotTell = (check: string, error: unknown): Finding =>
        finding(check, {
          target: spec.target?.(look.settings) ?? spec.id,
          status: 'error',
          message: error instanceof Error ? error.message : String(error),
          restsOn: spec.restsOn?.(look.settings) ?? [],
        });
      let reading: Reading;
      try {
        reading = await probe(look);
      } catch (error) {
        return [cannotTell('probe', error)];
      }
      return checks.flatMap(({ id, evaluate }) => {
        try {
          return [evaluate(reading)].flat().map(outcome => finding(id, outcome));
        } catch (error) {
          return [cannotTell(id, error)];
        }
      });
    },
  };
}
