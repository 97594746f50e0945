import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openWorld } from '../../../src/commands/world.ts';
import type { World } from '../../../src/commands/world.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { Finding, Problem } from '../../../src/core/finding.ts';
import { isProblem } from '../../../src/core/finding.ts';
import { gate } from '../../../src/core/gate.ts';
import type { Decision } from '../../../src/core/gate.ts';
import { canonical } from '../../../src/core/json.ts';
import type { Draft } from '../../../src/core/plan.ts';
import type { Policy } from '../../../src/core/policy.ts';
import type { HostClient } from '../../../src/clients/host.ts';
import { openHistory } from '../../../src/report/history.ts';
import workers from '../../../src/systems/workers/index.ts';
import type { Done, HealAction, Look } from '../../../src/systems/system.ts';

/** The workers' system over the clients of a real run, without the engine. */
export interface WorkersWorld {
  readonly look: Look;
  readonly folder: string;
  /** Looks again while what is found is only "not yet". */
  findings(): Promise<readonly Finding[]>;
  finding(target: string, check: string): Promise<Finding>;
  problem(target: string): Promise<Problem>;
  draft(action: string, problem: Problem): Promise<Draft>;
  decide(action: string, problem: Problem, draft: Draft): Decision;
  /** Draft, permit of the real gate, run; throws where it is denied. */
  heal(action: string, problem: Problem, draft?: Draft): Promise<Done>;
  /** Until the check passes twice in a row on one identity, as a run would wait. */
  settled(target: string, check: string): Promise<Finding>;
  end(): Promise<void>;
}

const SETTLE_MS = 120_000;
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** A world from a config as a user would write it; `host` in the place of this machine, where one is given. */
export async function openWorkers(config: object, host?: HostClient): Promise<WorkersWorld> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-workers-'));
  const file = path.join(folder, 'healing_config.json');
  await writeFile(file, JSON.stringify(config));
  const { settings, policy } = loadConfig(file, {});
  const ending = new AbortController();
  const world: World = openWorld(settings, {}, ending.signal, openHistory(folder));
  const look: Look = host ? { ...world.look, host: host.eyes } : world.look;
  const inspect = () => workers.inspect(look);
  const findings = async (): Promise<readonly Finding[]> => {
    for (;;) {
      const seen = await inspect();
      if (!seen.some(one => (one.pendingUntil ?? 0) > look.now())) return seen;
      await pause(200);
    }
  };
  const finding = async (target: string, check: string): Promise<Finding> => pick(await findings(), target, check);
  const draft: WorkersWorld['draft'] = (action, problem) => actionOf(action).draft(problem, look);
  return {
    ...{ look, folder, findings, finding, draft },
    async problem(target) {
      const found = (await findings()).filter(isProblem).filter(one => one.target === target);
      const [problem] = found;
      if (found.length !== 1 || !problem) throw new Error(`not one problem of ${target}: ${JSON.stringify(found)}`);
      return problem;
    },
    decide: (action, problem, plan) => decide(actionOf(action), problem, plan, policy),
    async heal(action, problem, plan) {
      const drafted = plan ?? (await draft(action, problem));
      const decision = decide(actionOf(action), problem, drafted, policy);
      if (decision.verdict !== 'allow')
        throw new Error(`no permit: ${JSON.stringify(decision.trace.filter(step => step.decision !== 'allow'))}`);
      const hands = await world.openHands(decision.permit, path.join(folder, 'report'), ending.signal);
      return actionOf(action).run(decision.permit, host ? { ...hands, host: host.hands() } : hands, look);
    },
    async settled(target, check) {
      let passedOn = '';
      const endsAt = Date.now() + SETTLE_MS;
      for (;;) {
        const seen = pick(await inspect(), target, check);
        const identity = seen.status === 'passed' ? canonical(seen.identity) : '';
        if (identity !== '' && identity === passedOn) return seen;
        passedOn = identity;
        if (Date.now() > endsAt) throw new Error(`${target} did not settle: ${seen.status}, ${seen.message}`);
        await pause(250);
      }
    },
    async end() {
      ending.abort();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function pick(findings: readonly Finding[], target: string, check: string): Finding {
  const found = findings.find(one => one.target === target && one.check === check);
  if (!found) throw new Error(`no ${check} of ${target} in ${JSON.stringify(findings)}`);
  return found;
}

function actionOf(id: string): HealAction {
  const action = workers.actions.find(one => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  return action;
}

function decide(action: HealAction, problem: Problem, draft: Draft, policy: Policy): Decision {
  const remedy = { isEnabled: true, action, maxRetries: 1, timeoutMs: 30_000, requiresConfirmation: false };
  const node = `${problem.phase}/${problem.target}` as const;
  return gate(
    { id: 'test', problem, node, remedy, action, draft, blockedBy: null, supports: [], dependents: [] },
    {
      ...{ mode: 'heal', policy: { ...policy, isEnabled: true }, history: [], runId: 'test', sick: new Map() },
      ...{ now: { wallMs: Date.now(), bootId: '', uptimeMs: 0 }, roots: 1, warnings: [] },
      approvals: { all: true, named: [] },
    },
  );
}
