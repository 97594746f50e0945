import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PostgresError } from '../../../src/clients/errors.ts';
import { openDocker } from '../../../src/clients/docker.ts';
import { openHost } from '../../../src/clients/host.ts';
import { openHttp } from '../../../src/clients/http.ts';
import { openRedis } from '../../../src/clients/redis.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { Finding, Problem } from '../../../src/core/finding.ts';
import { isProblem } from '../../../src/core/finding.ts';
import { gate } from '../../../src/core/gate.ts';
import type { Permit } from '../../../src/core/gate.ts';
import type { Draft } from '../../../src/core/plan.ts';
import type { Policy } from '../../../src/core/policy.ts';
import { openHistory } from '../../../src/report/history.ts';
import type { Done, HealAction, Hands, Look, System } from '../../../src/systems/system.ts';

/** One system with real clients, looked at and healed without the engine. */
export interface HealWorld {
  readonly look: Look;
  readonly hands: Hands;
  readonly policy: Policy;
  findings(): Promise<readonly Finding[]>;
  finding(check: string): Promise<Finding>;
  problem(issue: string): Promise<Problem>;
  draft(action: string, problem: Problem): Promise<Draft>;
  /** Draft, permit of the real gate, run. Throws where the draft is unavailable. */
  heal(action: string, problem: Problem, draft?: Draft): Promise<Done>;
  end(): Promise<void>;
}

/** A world from the text of a config, as a user would write it. */
export async function openWorld(system: System, config: object, env: Look['env'] = {}): Promise<HealWorld> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-world-'));
  const file = path.join(folder, 'healing_config.json');
  await writeFile(file, JSON.stringify(config));
  const { settings, policy } = loadConfig(file, {});
  const { signal } = new AbortController();
  // Some tests let Redis hang on purpose, and wait it out several times.
  const redis = openRedis(settings.connections.redis?.url ?? '', { timeoutMs: 4000, signal });
  const docker = openDocker(settings.connections.docker?.host ?? 'unix:///nowhere', { timeoutMs: 30_000, signal });
  const host = openHost({ timeoutMs: 30_000, signal });
  const query = () => Promise.reject(new PostgresError('timeout', 'this world has no database'));
  const look: Look = {
    ...{
      settings,
      env,
      signal,
      redis: redis.eyes,
      docker: docker.eyes,
      host: host.eyes,
      http: openHttp({ signal }),
      // The reports of earlier runs lie where this one keeps its own things.
      history: openHistory(folder),
      postgres: { query },
    },
    now: () => Date.now(),
    healedAtMs: () => null,
  };
  const transaction = query;
  const hands: Hands = {
    ...{
      redis: redis.hands(),
      docker: docker.hands(),
      host: host.hands(),
      postgres: { query, transaction },
      keepIn: folder,
      signal,
    },
  };
  const actionOf = (id: string): HealAction =>
    need(
      system.actions.find(action => action.id === id),
      id,
    );
  const findings = () => system.inspect(look);
  const world: HealWorld = {
    ...{ look, hands, policy, findings },
    finding: async check =>
      need(
        (await findings()).find(finding => finding.check === check),
        check,
      ),
    problem: async issue =>
      need(
        (await findings()).filter(isProblem).find(one => one.issue === issue),
        issue,
      ),
    draft: (action, problem) => actionOf(action).draft(problem, look),
    async heal(id, problem, draft) {
      const action = actionOf(id);
      const plan = draft ?? (await action.draft(problem, look));
      return action.run(permit(action, problem, plan, policy), hands, look);
    },
    async end() {
      redis.close();
      docker.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

function need<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

function permit(action: HealAction, problem: Problem, draft: Draft, policy: Policy): Permit {
  const remedy = { isEnabled: true, action, maxRetries: 1, timeoutMs: 30_000, requiresConfirmation: false };
  const node = `${problem.phase}/${problem.target}` as const;
  const planned = { id: 'test', problem, node, remedy, action, draft, blockedBy: null, supports: [], dependents: [] };
  const now = { wallMs: Date.now(), bootId: '', uptimeMs: 0 };
  const decision = gate(planned, {
    ...{ mode: 'heal', policy: { ...policy, isEnabled: true }, history: [], runId: 'test', now, sick: new Map() },
    ...{ roots: 1, warnings: [], approvals: { all: true, named: [] } },
  });
  if (decision.verdict === 'allow') return decision.permit;
  throw new Error(`no permit: ${JSON.stringify(decision.trace.filter(step => step.decision !== 'allow'))}`);
}

/** A problem that nobody has: to run an action on a target that is well. */
export const noProblem = (phase: string, issue: string, target: string): Problem => ({
  ...{
    phase,
    issue,
    target,
    check: 'none',
    status: 'failed',
    message: '',
    observed: null,
    threshold: null,
    durationMs: 0,
  },
  ...{ identity: {}, evidence: {}, recommendation: null, restsOn: [], pendingUntil: null, isFinal: false },
});
