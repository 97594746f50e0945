import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { DockerEyes } from '../../../src/clients/docker-types.ts';
import { isProblem } from '../../../src/core/finding.ts';
import type { Finding, Problem } from '../../../src/core/finding.ts';
import { gate } from '../../../src/core/gate.ts';
import type { Decision, Permit } from '../../../src/core/gate.ts';
import type { Draft } from '../../../src/core/plan.ts';
import containers from '../../../src/systems/containers/index.ts';
import type { ExpectedContainer, Settings } from '../../../src/systems/settings.ts';
import type { Hands, HealAction, Look } from '../../../src/systems/system.ts';
import type { Lab } from '../lab.ts';

/** A look through the lab's engine at the containers named. */
export function lookAt(
  lab: Lab,
  expected: readonly ExpectedContainer[] | undefined,
  over: { grace?: number; stuck?: number; database?: string; docker?: DockerEyes } = {},
): Look {
  const settings = {
    connections: { docker: { host: lab.host } },
    phases: {
      redis: {},
      containers: { expected, starting_grace_seconds: over.grace ?? 60, stuck_after_seconds: over.stuck ?? 120 },
      application: {},
      database: over.database === undefined ? {} : { container: over.database },
    },
  };
  return {
    settings: settings as unknown as Settings,
    docker: over.docker ?? lab.tool.eyes,
    now: () => Date.now(),
    env: {},
    signal: lab.signal,
  } as unknown as Look;
}

export const inspect = (look: Look): Promise<readonly Finding[]> => containers.inspect(look);

export async function problemOf(look: Look, target: string): Promise<Problem> {
  const found = (await inspect(look)).filter(finding => finding.target === target && isProblem(finding));
  const [problem] = found;
  if (found.length !== 1 || !problem || !isProblem(problem))
    throw new Error(`not one problem: ${JSON.stringify(found)}`);
  return problem;
}

export function actionOf(id: string): HealAction {
  const action = containers.actions.find(one => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  return action;
}

/** A problem made up, for actions on what is well. */
export const madeUp = (target: string): Problem => ({
  ...{ phase: 'containers', check: 'running', target, status: 'failed', issue: 'container_unhealthy', message: '' },
  ...{ observed: null, threshold: null, durationMs: 0, identity: {}, evidence: {}, recommendation: null },
  ...{ restsOn: [], pendingUntil: null, isFinal: false },
});

/** What the gate says, with nothing on the blacklist. */
export function decide(action: HealAction, problem: Problem, draft: Draft): Decision {
  const remedy = { isEnabled: true, action, maxRetries: 9, timeoutMs: 30_000, requiresConfirmation: false };
  const empty: readonly string[] = [];
  const lists = { containers: empty, processes: empty, tables: empty, redis_keys: empty };
  return gate(
    {
      ...{ id: 'abcdef-123456', problem, node: `containers/${problem.target}`, remedy, action, draft },
      ...{ blockedBy: null, supports: [], dependents: [] },
    },
    {
      mode: 'heal',
      policy: {
        ...{ isEnabled: true, remedies: {}, maxHealingAttempts: 9, retryDelayMs: 0, cooldownMs: 0 },
        ...{ preventCascade: true, maxSimultaneousFailures: 9, minFreeDiskGb: 0, maxSameHealPerDay: 99 },
        limits: { container: 9, database: 9, redis: 9, queue: 9 },
        blacklist: { ...lists, database_users: empty, database_applications: empty },
      },
      ...{ history: [], runId: 'r', now: { wallMs: 0, bootId: '', uptimeMs: 0 }, sick: new Map(), roots: 1 },
      ...{ warnings: [], approvals: { all: true, named: [] } },
    },
  );
}

export async function permitFor(action: HealAction, problem: Problem, look: Look): Promise<Permit> {
  const decision = decide(action, problem, await action.draft(problem, look));
  if (decision.verdict !== 'allow') throw new Error(`denied: ${JSON.stringify(decision.trace)}`);
  return decision.permit;
}

export const handsOf = (lab: Lab): Hands =>
  ({ docker: lab.tool.hands(), keepIn: join(tmpdir(), 'unused'), signal: lab.signal }) as unknown as Hands;
