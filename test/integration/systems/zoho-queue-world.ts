import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openPostgres } from '../../../src/clients/postgres.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { isProblem } from '../../../src/core/finding.ts';
import type { Finding, Problem } from '../../../src/core/finding.ts';
import { gate } from '../../../src/core/gate.ts';
import type { Draft } from '../../../src/core/plan.ts';
import zohoQueue from '../../../src/systems/zoho-queue/index.ts';
import type { Done, HealAction, Hands, Look } from '../../../src/systems/system.ts';

/** One tool at one queue, as main would put it together. */
export interface QueueWorld {
  readonly look: Look;
  readonly hands: Hands;
  /** Where the tool keeps exports. */
  readonly folder: string;
  findings(): Promise<readonly Finding[]>;
  /** `stuck passed`, … of every finding. */
  words(): Promise<string[]>;
  /** The first finding of a check. */
  finding(check: string): Promise<Finding>;
  problem(issue: string): Promise<Problem>;
  draft(action: string): Promise<Draft>;
  /** Draft, permit of the real gate, run. Throws where the gate denies it. */
  heal(action: string, draft?: Draft): Promise<Done>;
  end(): Promise<void>;
}

/** Open one on a database, with `phases.zoho_queue` as a user would write it. */
export async function openQueueWorld(url: string, zoho_queue: object, blacklist: object = {}): Promise<QueueWorld> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-queue-'));
  const file = path.join(folder, 'healing_config.json');
  const config = { connections: { database: { url } }, phases: { zoho_queue }, blacklist, environment: 'test' };
  await writeFile(file, JSON.stringify(config));
  const { settings, policy } = loadConfig(file, {});
  const { signal } = new AbortController();
  const postgres = openPostgres({ url }, { timeoutMs: 20_000, signal });
  const look = { settings, postgres: postgres.eyes, now: () => Date.now(), signal, env: {} } as unknown as Look;
  const hands = { postgres: postgres.hands(), keepIn: path.join(folder, 'report'), signal } as unknown as Hands;
  const findings = () => zohoQueue.inspect(look);
  const draft = (id: string) => actionNamed(id).draft(problemOf(''), look);
  return {
    ...{ look, hands, folder: hands.keepIn, findings, draft },
    words: async () =>
      (await findings()).map(({ check, status, message }) => `${check} ${status === 'error' ? message : status}`),
    finding: async check =>
      need(
        (await findings()).find(one => one.check === check),
        check,
      ),
    problem: async issue =>
      need(
        (await findings()).filter(isProblem).find(one => one.issue === issue),
        issue,
      ),
    async heal(id, made) {
      const action = actionNamed(id);
      const remedy = { isEnabled: true, action, maxRetries: 1, timeoutMs: 30_000, requiresConfirmation: false };
      const problem = problemOf('sync_queue_stuck');
      const planned = { id: 'test', problem, node: 'zoho_queue/q' as const, remedy, action };
      const decision = gate(
        { ...planned, draft: made ?? (await draft(id)), blockedBy: null, supports: [], dependents: [] },
        {
          ...{ mode: 'heal', policy: { ...policy, isEnabled: true }, history: [], runId: 'test' },
          ...{ now: { wallMs: 0, bootId: '', uptimeMs: 0 }, sick: new Map(), roots: 1, warnings: [] },
          approvals: { all: true, named: [] },
        },
      );
      if (decision.verdict !== 'allow')
        throw new Error(
          decision.trace.flatMap(step => (step.decision === 'deny' ? [`${step.rule}: ${step.reason}`] : [])).join(),
        );
      return await action.run(decision.permit, hands, look);
    },
    async end() {
      await postgres.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const problemOf = (issue: string): Problem => ({ issue, target: 'q', phase: 'zoho_queue' }) as Problem;

const actionNamed = (id: string): HealAction =>
  need(
    zohoQueue.actions.find(action => action.id === id),
    id,
  );

function need<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}
