import { openPostgres } from '../../../src/clients/postgres.ts';
import { isProblem } from '../../../src/core/finding.ts';
import type { Finding, Problem } from '../../../src/core/finding.ts';
import { gate } from '../../../src/core/gate.ts';
import type { Decision } from '../../../src/core/gate.ts';
import type { Draft, PlannedAction } from '../../../src/core/plan.ts';
import type { Policy } from '../../../src/core/policy.ts';
import database from '../../../src/systems/database/index.ts';
import type { BlacklistSettings, DatabaseSettings, Settings } from '../../../src/systems/settings.ts';
import type { Done, HealAction, Hands, Look } from '../../../src/systems/system.ts';
import { emptyBlacklist } from '../../unit/core/given.ts';

/** One tool at one database, as main would put it together, with what a test wants to differ. */
export interface Healer {
  readonly look: Look;
  inspect(): Promise<readonly Finding[]>;
  /** The finding of one check. */
  check(id: string): Promise<Finding>;
  /** The draft for an issue that is there now. */
  draft(issue: string): Promise<Draft>;
  decide(issue: string, draft: Draft): Decision;
  /** Act on an earlier draft; throws where the gate does not allow it. */
  act(issue: string, draft: Draft): Promise<Done>;
  close(): Promise<void>;
}

export interface Wishes {
  readonly url: string;
  readonly admin_url?: string;
  readonly phase?: Partial<DatabaseSettings>;
  readonly blacklist?: Partial<BlacklistSettings>;
  readonly environment?: string;
}

/** Open one; `close` it. */
export function openHealer({ url, admin_url, phase, blacklist, environment }: Wishes): Healer {
  const connection = { url, ...(admin_url === undefined ? {} : { admin_url }) };
  const { signal } = new AbortController();
  const postgres = openPostgres(connection, { timeoutMs: 30_000, signal });
  const settings = {
    environment: environment ?? 'test',
    connections: { database: connection },
    phases: { database: { ...defaults, ...phase } },
    blacklist: { ...emptyBlacklist, tables: ['users', 'roles', 'permissions'], ...blacklist },
  } as Settings;
  const look = { settings, postgres: postgres.eyes, now: () => Date.now(), signal, env: {} } as unknown as Look;
  const hands = (): Hands => ({ postgres: postgres.hands(), signal }) as Hands;
  const problemOf = async (issue: string): Promise<Problem> => {
    const problem = (await database.inspect(look)).filter(isProblem).find(found => found.issue === issue);
    if (!problem) throw new Error(`${issue} is not there`);
    return problem;
  };
  const decide = (issue: string, draft: Draft): Decision => {
    const planned = { ...plannedFor(issue, actionFor(issue)), draft };
    return gate(planned, { ...input, policy: { ...policy, blacklist: settings.blacklist } });
  };
  return {
    look,
    inspect: () => database.inspect(look),
    async check(id) {
      const finding = (await database.inspect(look)).find(found => found.check === id);
      if (!finding) throw new Error(`no finding of ${id}`);
      return finding;
    },
    draft: async issue => await actionFor(issue).draft(await problemOf(issue), look),
    decide,
    async act(issue, draft) {
      const decision = decide(issue, draft);
      if (decision.verdict !== 'allow') throw new Error(`not allowed: ${JSON.stringify(decision.trace)}`);
      return await actionFor(issue).run(decision.permit, hands(), look);
    },
    close: () => postgres.close(),
  };
}

const defaults: DatabaseSettings = {
  enabled: true,
  critical: true,
  timeout_seconds: 5,
  container: 'tsh_postgres',
  pool_usage_percent: 90,
  idle_seconds: 0,
  lock_wait_seconds: 0.2,
  idle_in_transaction_seconds: 0.2,
};

function actionFor(issue: string): HealAction {
  const action = database.actions.find(({ id }) => id === database.issues[issue]?.action);
  if (!action) throw new Error(`no action for ${issue}`);
  return action;
}

const plannedFor = (issue: string, action: HealAction): Omit<PlannedAction, 'draft'> => ({
  id: 'aaaaaa-bbbbbb',
  problem: { issue, target: 'tsh_postgres', phase: 'database' } as Problem,
  node: 'database/tsh_postgres',
  remedy: { isEnabled: true, action, maxRetries: 1, timeoutMs: 30_000, requiresConfirmation: false },
  action,
  blockedBy: null,
  supports: [],
  dependents: [],
});

const policy: Omit<Policy, 'blacklist'> = {
  isEnabled: true,
  remedies: {},
  maxHealingAttempts: 3,
  retryDelayMs: 0,
  limits: { container: 5, database: 3, redis: 3, queue: 3 },
  cooldownMs: 60_000,
  preventCascade: true,
  maxSimultaneousFailures: 5,
  minFreeDiskGb: 1,
  maxSameHealPerDay: 5,
};

const input = {
  mode: 'heal',
  history: [],
  runId: 'test',
  now: { wallMs: 0, bootId: '', uptimeMs: 0 },
  sick: new Map(),
  roots: 1,
  warnings: [],
  approvals: { all: false, named: [] },
} as const;
