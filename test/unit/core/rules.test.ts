import { describe, expect, test } from 'vitest';
import type { Attempt, AttemptResult } from '../../../src/core/attempt.ts';
import { gate } from '../../../src/core/gate.ts';
import type { Touch } from '../../../src/core/plan.ts';
import type { Blacklist, Budget, Policy } from '../../../src/core/policy.ts';
import { rules } from '../../../src/core/rules.ts';
import type { DenyReason, GateInput, Ruling } from '../../../src/core/rules.ts';
import { DAY_MS, HOUR_MS, ago, attempt, attempts, input, now, planned, policy, touch } from './given.ts';
import type { PlanChanges } from './given.ts';

/** What one rule says, alone. */
function ask(name: DenyReason, plan: PlanChanges = {}, given: Partial<GateInput> = {}): Ruling {
  const [, judge] = rules.find(([rule]) => rule === name) ?? [];
  if (!judge) throw new Error(`no rule ${name}`);
  return judge(planned(plan), input(given));
}

const withPolicy = (changes: Partial<Policy>): Partial<GateInput> => ({ policy: policy(changes) });

type Case = readonly [
  name: string,
  plan: PlanChanges,
  given: Partial<GateInput>,
  expected: Ruling['decision'],
  reason: RegExp,
];

/** The rule's own word, and the gate's: a deny is the gate's deny in the rule's name, with no permit. */
function table(rule: DenyReason, cases: readonly Case[]): void {
  test.each(cases)(`${rule}: %s`, (_, plan, given, expected, reason) => {
    const ruling = ask(rule, plan, given);
    expect(ruling).toEqual({ decision: expected, reason: expect.stringMatching(reason) as string });
    const decision = gate(planned(plan), input(given));
    if (expected !== 'deny') return;
    expect(decision).toMatchObject({ verdict: 'deny' });
    expect(decision).not.toHaveProperty('permit');
    expect(decision.trace.find(step => step.rule === rule)).toEqual({ rule, ...ruling });
  });
}

describe('disabled', () => {
  table('disabled', [
    ['healing is on', {}, {}, 'allow', /on/],
    ['a dry run decides as a healing run does', {}, { mode: 'dry_run' }, 'allow', /on/],
    ['the run only tests', {}, { mode: 'test' }, 'deny', /--auto-heal was not given/],
    ['switched off', {}, withPolicy({ isEnabled: false }), 'deny', /auto_healing.enabled is false/],
    [
      'this issue switched off',
      { remedy: { isEnabled: false } },
      {},
      'deny',
      /healing_actions.container_not_running.enabled/,
    ],
    ['no remedy is for the next rule to say', { remedy: null }, {}, 'allow', /on/],
  ]);
});

describe('no_action', () => {
  table('no_action', [
    ['there is one', {}, {}, 'allow', /start_container fits/],
    ['there is none', { action: null }, {}, 'deny', /no heal action/],
    ['it cannot be done here', { unavailable: 'an ACL denies it' }, {}, 'deny', /^an ACL denies it$/],
  ]);
});

describe('blacklist', () => {
  const listed = (entries: Partial<Blacklist>): Partial<GateInput> =>
    withPolicy({ blacklist: { ...policy().blacklist, ...entries } });
  const names = (...all: string[]): PlanChanges => ({ touches: [touch({ names: all })] });

  table('blacklist', [
    ['nothing is listed', {}, {}, 'allow', /protected/],
    ['a touch has no name', names(), {}, 'deny', /^a container without a name cannot be looked up$/],
    [
      'a touch of a kind in two words has no name',
      { touches: [touch({ kind: 'redis_key', names: [] })] },
      {},
      'deny',
      /^a redis key without a name cannot be looked up$/,
    ],
    [
      'a kind in two words',
      { touches: [touch({ kind: 'database_user', names: ['odoo'], sacred: 'it is a superuser' })] },
      {},
      'deny',
      /^database user odoo: it is a superuser$/,
    ],
    ['another is listed', {}, listed({ containers: ['postgres', 'redis2', 'redi', 'edis'] }), 'allow', /protected/],
    [
      'the name is listed',
      {},
      listed({ containers: ['redis'] }),
      'deny',
      /container redis is on blacklist.containers \(redis\)/,
    ],
    ['in other letters', names('Redis'), listed({ containers: ['rEDIS'] }), 'deny', /rEDIS/],
    ['the id is listed', names('redis', '3f4e8c'), listed({ containers: ['3f4e8c'] }), 'deny', /3f4e8c/],
    [
      'the compose service is listed',
      names('erp-redis-1', 'redis'),
      listed({ containers: ['redis'] }),
      'deny',
      /erp-redis-1/,
    ],
    ['a pattern at the end', names('redis-cache'), listed({ containers: ['redis*'] }), 'deny', /redis\*/],
    ['a pattern at the start', names('my-redis'), listed({ containers: ['*redis'] }), 'deny', /redis/],
    ['a pattern inside', names('tsh_db_1'), listed({ containers: ['tsh_*_1'] }), 'deny', /tsh/],
    ['a pattern for all', names('x'), listed({ containers: ['*'] }), 'deny', /\*/],
    ['a pattern over lines', names('a\nb'), listed({ containers: ['a*b'] }), 'deny', /a\*b/],
    ['a pattern is no substring', names('redis-cache'), listed({ containers: ['*redis'] }), 'allow', /protected/],
    [
      'signs stand for themselves',
      names('redisx1'),
      listed({ containers: ['redis.1', 'redis(x)1', '[r]edisx1', '^redisx1'] }),
      'allow',
      /protected/,
    ],
    [
      'signs match themselves',
      names('a.b+c?(d)[e]{f}|$^\\'),
      listed({ containers: ['A.B+C?(D)[E]{F}|$^\\'] }),
      'deny',
      /listed|blacklist/,
    ],
    [
      'the second of two touches',
      { touches: [touch(), touch({ names: ['app'] })] },
      listed({ containers: ['app'] }),
      'deny',
      /container app/,
    ],
    [
      'on another list',
      {},
      listed({ processes: ['redis'], tables: ['redis'], redis_keys: ['*'] }),
      'allow',
      /protected/,
    ],
    [
      'sacred, whatever the list says',
      { touches: [touch({ sacred: 'PostgreSQL is running in it' })] },
      {},
      'deny',
      /PostgreSQL is running in it/,
    ],
    ['nothing touched', { touches: [] }, listed({ containers: ['*'] }), 'allow', /protected/],
  ]);

  test.each<[Touch['kind'], keyof Blacklist]>([
    ['container', 'containers'],
    ['process', 'processes'],
    ['table', 'tables'],
    ['database_user', 'database_users'],
    ['database_application', 'database_applications'],
    ['redis_key', 'redis_keys'],
  ])('a %s is looked up on blacklist.%s and on no other', (kind, list) => {
    const touches = [touch({ kind, names: ['public.Users', 'users'] })];
    const others = Object.keys(policy().blacklist).filter(key => key !== list);
    expect(ask('blacklist', { touches }, listed({ [list]: ['USERS'] })).decision).toBe('deny');
    for (const other of others)
      expect(ask('blacklist', { touches }, listed({ [other]: ['*'] })).decision).toBe('allow');
  });

  test('it beats --yes, --approve, a Yes at the prompt, and the blacklist of a dry run is the same', () => {
    const everything: Partial<GateInput> = {
      ...listed({ containers: ['REDIS'] }),
      approvals: { all: true, named: ['container_not_running', planned().id] },
      answer: 'yes',
    };
    for (const mode of ['heal', 'dry_run'] as const)
      expect(gate(planned({ action: { risk: 'high' } }), input({ ...everything, mode }))).toMatchObject({
        verdict: 'deny',
        deniedBy: 'blacklist',
      });
  });
});

describe('systemic', () => {
  const limit = withPolicy({ maxSimultaneousFailures: 5 });
  table('systemic', [
    ['one below the limit', {}, { ...limit, roots: 4 }, 'allow', /4 of at most 5/],
    ['at the limit', {}, { ...limit, roots: 5 }, 'allow', /5 of at most 5/],
    [
      'one above the limit',
      {},
      { ...limit, roots: 6 },
      'deny',
      /6 root causes.*max_simultaneous_failures \(5\): call a human/,
    ],
    ['a limit of none', {}, { ...withPolicy({ maxSimultaneousFailures: 0 }), roots: 1 }, 'deny', /1 root causes/],
    ['a limit that is no number', {}, { ...withPolicy({ maxSimultaneousFailures: NaN }), roots: 1 }, 'deny', /NaN/],
    ['a count that is no number', {}, { ...limit, roots: NaN }, 'deny', /NaN/],
    [
      'a warning',
      {},
      { warnings: ['free disk below 1 GB', 'the database is in recovery'] },
      'deny',
      /disk below 1 GB; the database/,
    ],
  ]);
});

describe('cascade', () => {
  const onApp: PlanChanges = { supports: ['containers/app', 'database/db'], dependents: ['workers/uvicorn'] };
  const ofSupport = (result: AttemptResult, changes: Partial<Attempt> = {}): Attempt =>
    attempt({ runId: 'this-run', target: 'app', result, ...changes });
  const ofDependent = (result: AttemptResult, changes: Partial<Attempt> = {}): Attempt =>
    attempt({ runId: 'this-run', phase: 'workers', target: 'uvicorn', result, ...changes });
  const sick = new Map([['database/db', 'connection_pool_exhausted db']] as const);

  table('cascade', [
    ['everything beneath is well', onApp, {}, 'allow', /nothing beneath it is sick/],
    [
      'a support is sick',
      onApp,
      { sick },
      'deny',
      /rests on database\/db, which is sick: connection_pool_exhausted db/,
    ],
    [
      'a support is sick, and its root is known',
      { ...onApp, blockedBy: 'container_not_running pg' },
      { sick },
      'deny',
      /container_not_running pg/,
    ],
    [
      'a support is sick, though cascades are allowed',
      onApp,
      { sick, ...withPolicy({ preventCascade: false }) },
      'deny',
      /sick/,
    ],
    ['the heal of a support healed', onApp, { history: [ofSupport('healed')] }, 'allow', /nothing/],
    [
      'the heal of a support did not',
      onApp,
      { history: [ofSupport('unhealed')] },
      'deny',
      /the heal of app beneath it did not succeed/,
    ],
    ['the heal of a support failed', onApp, { history: [ofSupport('failed')] }, 'deny', /app/],
    ['the heal of a support was interrupted', onApp, { history: [ofSupport('interrupted')] }, 'deny', /app/],
    [
      'it failed first and then healed',
      onApp,
      { history: [ofSupport('failed'), ofSupport('healed')] },
      'allow',
      /nothing/,
    ],
    ['it healed first and then failed', onApp, { history: [ofSupport('healed'), ofSupport('failed')] }, 'deny', /app/],
    [
      'it failed, and another support healed afterwards: the last word on each counts',
      onApp,
      { history: [ofSupport('failed'), ofSupport('healed', { phase: 'database', target: 'db' })] },
      'deny',
      /the heal of app/,
    ],
    [
      'it healed, and another support failed before',
      onApp,
      { history: [ofSupport('failed', { phase: 'database', target: 'db' }), ofSupport('healed')] },
      'deny',
      /the heal of db/,
    ],
    [
      'it goes on still, or nobody wrote how it ended',
      onApp,
      { history: [ofSupport('unsettled')] },
      'allow',
      /nothing/,
    ],
    [
      'the ledger cannot be read, but cascades are allowed: the other rules say no',
      onApp,
      { history: { unreadable: 'line 3 is torn' }, ...withPolicy({ preventCascade: false }) },
      'allow',
      /off/,
    ],
    ['it was stale, so nothing was done', onApp, { history: [ofSupport('stale')] }, 'allow', /nothing/],
    [
      'it failed in an earlier run',
      onApp,
      { history: [ofSupport('failed', { runId: 'earlier-run' })] },
      'allow',
      /nothing/,
    ],
    [
      'it failed, but of another phase',
      onApp,
      { history: [ofSupport('failed', { phase: 'application' })] },
      'allow',
      /nothing/,
    ],
    [
      'it failed, but cascades are allowed',
      onApp,
      { history: [ofSupport('failed')], ...withPolicy({ preventCascade: false }) },
      'allow',
      /off/,
    ],
    [
      'it would shake what was healed in this run',
      onApp,
      { history: [ofDependent('healed')] },
      'deny',
      /shake uvicorn/,
    ],
    [
      'that was healed in an earlier run',
      onApp,
      { history: [ofDependent('healed', { runId: 'earlier-run' })] },
      'allow',
      /nothing/,
    ],
    ['that could not be healed', onApp, { history: [ofDependent('unhealed')] }, 'allow', /nothing/],
    [
      'there is no action, so it shakes nothing',
      { ...onApp, action: null },
      { history: [ofDependent('healed')] },
      'allow',
      /nothing/,
    ],
    [
      'it restarts nothing, so it shakes nothing',
      { ...onApp, action: { budget: 'redis' } },
      { history: [ofDependent('healed')] },
      'allow',
      /nothing/,
    ],
  ]);
});

describe('safety_limit', () => {
  const used = (number: number, changes: Partial<Attempt> = {}): Partial<GateInput> => ({
    history: attempts(number, { runId: 'this-run', result: 'unhealed', ...changes }),
  });
  const limits = (maxRetries: number, maxHealingAttempts: number, tried: number): [PlanChanges, Partial<GateInput>] => [
    { remedy: { maxRetries } },
    {
      ...used(tried),
      ...withPolicy({ maxHealingAttempts, limits: { container: 99, database: 99, redis: 99, queue: 99 } }),
    },
  ];

  table('safety_limit', [
    ['first attempt', ...limits(2, 9, 0), 'allow', /attempt 1 of 3/],
    ['max_retries: one below', ...limits(2, 9, 2), 'allow', /attempt 3 of 3/],
    ['max_retries: used up', ...limits(2, 9, 3), 'deny', /3 of 3 attempts.*max_retries 2/],
    ['max_retries: beyond', ...limits(2, 9, 4), 'deny', /4 of 3/],
    ['no retries: first', ...limits(0, 9, 0), 'allow', /attempt 1 of 1/],
    ['no retries: second', ...limits(0, 9, 1), 'deny', /1 of 1/],
    ['max_healing_attempts: one below', ...limits(9, 3, 2), 'allow', /attempt 3 of 3/],
    ['max_healing_attempts: used up', ...limits(9, 3, 3), 'deny', /max_healing_attempts 3/],
    ['max_healing_attempts: none', ...limits(9, 0, 0), 'deny', /0 of 0/],
    ['a limit that is no number', ...limits(NaN, 3, 0), 'deny', /NaN/],
    ['another limit that is no number', ...limits(2, NaN, 0), 'deny', /NaN/],
    ['no action to count', { action: null }, used(99), 'allow', /no action/],
  ]);

  test.each<AttemptResult>(['healed', 'unhealed', 'failed', 'interrupted', 'unsettled'])('%s counts', result => {
    expect(ask('safety_limit', {}, used(3, { result })).decision).toBe('deny');
  });

  test.each<[string, Partial<Attempt>]>([
    ['stale: nothing was done', { result: 'stale' }],
    ['of another run', { runId: 'earlier-run' }],
    ['at another target', { target: 'app', budget: 'none' }],
    ['at another issue', { issue: 'container_stuck', budget: 'none' }],
  ])('an attempt that does not count: %s', (_, changes) => {
    expect(ask('safety_limit', {}, used(9, changes)).decision).toBe('allow');
  });

  test('another action at the same problem counts: the limit is the problem’s', () => {
    expect(ask('safety_limit', {}, used(3, { action: 'restart_container' })).decision).toBe('deny');
  });

  test.each<[Exclude<Budget, 'none'>, string]>([
    ['container', 'max_container_restarts_per_session'],
    ['database', 'max_database_operations_per_session'],
    ['redis', 'max_redis_operations_per_session'],
    ['queue', 'max_queue_operations_per_session'],
  ])('the budget of %s: N-1, N, N+1', (budget, key) => {
    const others = { container: 99, database: 99, redis: 99, queue: 99 };
    const at = (number: number, given: Partial<GateInput> = {}): Ruling =>
      ask(
        'safety_limit',
        { action: { budget } },
        {
          ...used(number, { budget, target: 'another' }),
          ...withPolicy({ limits: { ...others, [budget]: 4 } }),
          ...given,
        },
      );
    expect(at(3)).toMatchObject({
      decision: 'allow',
      reason: expect.stringContaining(`${budget} operation 4 of 4`) as string,
    });
    expect(at(4)).toMatchObject({ decision: 'deny', reason: expect.stringContaining(key) as string });
    expect(at(5).decision).toBe('deny');
    expect(at(0, withPolicy({ limits: { ...others, [budget]: 0 } })).decision).toBe('deny');
    expect(at(0, withPolicy({ limits: { ...others, [budget]: NaN } })).decision).toBe('deny');
    // Those of another budget, and of another run, do not count.
    const other = budget === 'redis' ? 'queue' : 'redis';
    expect(at(9, used(9, { budget: other, target: 'another' })).decision).toBe('allow');
    expect(at(9, used(9, { budget, target: 'another', runId: 'earlier-run' })).decision).toBe('allow');
  });

  test('an action without a budget is held by the problem’s limit alone', () => {
    const none: PlanChanges = { action: { budget: 'none' } };
    const spent = withPolicy({ limits: { container: 0, database: 0, redis: 0, queue: 0 } });
    expect(ask('safety_limit', none, { ...used(2), ...spent })).toEqual({
      decision: 'allow',
      reason: 'attempt 3 of 3',
    });
    expect(ask('safety_limit', none, { ...used(3), ...spent }).decision).toBe('deny');
  });
});

describe('cooldown', () => {
  const done = (ms: number, changes: Partial<Attempt> = {}): Partial<GateInput> => ({
    ...withPolicy({ cooldownMs: 60_000 }),
    history: [attempt({ at: ago(ms), ...changes })],
  });

  table('cooldown', [
    ['never done', {}, { history: [] }, 'allow', /not done before/],
    ['one millisecond early', {}, done(59_999), 'deny', /60 s ago.*asks for 60 s, 1 s remain/],
    ['on the millisecond', {}, done(60_000), 'allow', /last done 60 s ago/],
    ['one millisecond later', {}, done(60_001), 'allow', /last done/],
    ['just now', {}, done(0), 'deny', /0 s ago.*60 s remain/],
    ['no cooldown', {}, { ...done(0), ...withPolicy({ cooldownMs: 0 }) }, 'allow', /last done/],
    ['a cooldown that is no number', {}, { ...done(DAY_MS), ...withPolicy({ cooldownMs: NaN }) }, 'deny', /NaN/],
    [
      'the youngest of several counts',
      {},
      { history: [attempt({ at: ago(1) }), attempt({ at: ago(DAY_MS) })] },
      'deny',
      /1 s ago/,
    ],
    ['another target', {}, done(1, { target: 'app' }), 'allow', /not done/],
    ['another action', {}, done(1, { action: 'restart_container' }), 'allow', /not done/],
    ['another issue, the same action on the same target', {}, done(1, { issue: 'container_stuck' }), 'deny', /1 s ago/],
    ['nothing was done: stale', {}, done(1, { result: 'stale' }), 'allow', /not done/],
    ['a killed run never said how it ended', {}, done(1, { result: 'unsettled' }), 'deny', /1 s ago/],
    ['it failed in an earlier run', {}, done(1, { result: 'failed' }), 'deny', /1 s ago/],
    [
      'a retry in this run goes by retry_delay_seconds',
      {},
      done(1, { runId: 'this-run', result: 'unhealed' }),
      'allow',
      /not done/,
    ],
    [
      'it was healed in this run and is sick again',
      {},
      done(1, { runId: 'this-run', result: 'healed' }),
      'deny',
      /1 s ago/,
    ],
    [
      'this run did it for another issue',
      {},
      done(1, { runId: 'this-run', result: 'unhealed', issue: 'container_stuck' }),
      'deny',
      /1 s/,
    ],
    ['no action', { action: null }, done(1), 'allow', /no action/],
  ]);

  test('the clock set back or forward within one boot changes nothing', () => {
    for (const jump of [-DAY_MS, -1, 1, DAY_MS]) {
      const later = { ...now, wallMs: now.wallMs + jump };
      expect(ask('cooldown', {}, { ...done(59_999), now: later }).decision).toBe('deny');
      expect(ask('cooldown', {}, { ...done(60_000), now: later }).decision).toBe('allow');
    }
  });

  test('across boots the wall clock decides, and a moment in the future counts as now', () => {
    const rebooted = { ...now, bootId: 'boot-2', uptimeMs: 1000 };
    expect(ask('cooldown', {}, { ...done(59_999), now: rebooted }).decision).toBe('deny');
    expect(ask('cooldown', {}, { ...done(60_000), now: rebooted }).decision).toBe('allow');
    expect(ask('cooldown', {}, { ...done(-DAY_MS), now: rebooted })).toMatchObject({
      decision: 'deny',
      reason: expect.stringContaining('60 s remain') as string,
    });
  });
});

describe('heal_debt', () => {
  const healed = (number: number, ms: number, changes: Partial<Attempt> = {}): Attempt[] =>
    attempts(number, { at: ago(ms), ...changes });
  const five = withPolicy({ maxSameHealPerDay: 5 });

  table('heal_debt', [
    ['none', {}, { ...five, history: [] }, 'allow', /0 of 5/],
    ['one below', {}, { ...five, history: healed(4, HOUR_MS) }, 'allow', /4 of 5/],
    [
      'at the limit',
      {},
      { ...five, history: healed(5, HOUR_MS) },
      'deny',
      /5 times within a day \(max_same_heal_per_day 5\): healing now hides/,
    ],
    ['beyond', {}, { ...five, history: healed(6, HOUR_MS) }, 'deny', /6 times/],
    ['one millisecond within the day', {}, { ...five, history: healed(5, DAY_MS - 1) }, 'deny', /5 times/],
    ['a day ago to the millisecond', {}, { ...five, history: healed(5, DAY_MS) }, 'allow', /0 of 5/],
    [
      'the window slides',
      {},
      { ...five, history: [...healed(1, DAY_MS), ...healed(4, DAY_MS - 1)] },
      'allow',
      /4 of 5/,
    ],
    [
      'of several runs, this one too',
      {},
      { ...five, history: [...healed(2, 1), ...healed(3, 2, { runId: 'this-run' })] },
      'deny',
      /5 times/,
    ],
    [
      'whatever came of them',
      {},
      {
        ...five,
        history: (['healed', 'unhealed', 'failed', 'interrupted', 'unsettled'] as const).map(result =>
          attempt({ result }),
        ),
      },
      'deny',
      /5 times/,
    ],
    ['stale ones did nothing', {}, { ...five, history: healed(9, 1, { result: 'stale' }) }, 'allow', /0 of 5/],
    ['another target', {}, { ...five, history: healed(9, 1, { target: 'app' }) }, 'allow', /0 of 5/],
    ['another action', {}, { ...five, history: healed(9, 1, { action: 'restart_container' }) }, 'allow', /0 of 5/],
    [
      'another issue, the same heal',
      {},
      { ...five, history: healed(5, 1, { issue: 'container_stuck' }) },
      'deny',
      /5 times/,
    ],
    ['a limit of none', {}, withPolicy({ maxSameHealPerDay: 0 }), 'deny', /0 times/],
    ['a limit that is no number', {}, withPolicy({ maxSameHealPerDay: NaN }), 'deny', /NaN/],
    ['no action', { action: null }, { ...five, history: healed(9, 1) }, 'allow', /no action/],
  ]);
});

describe('confirmation', () => {
  const high: PlanChanges = { action: { risk: 'high' } };
  const asked: PlanChanges = { remedy: { requiresConfirmation: true } };
  const named = (...names: string[]): Partial<GateInput> => ({ approvals: { all: false, named: names } });

  table('confirmation', [
    ['low risk', {}, {}, 'allow', /low risk needs no approval/],
    ['medium risk', { action: { risk: 'medium' } }, {}, 'allow', /medium risk needs/],
    ['high risk asks', high, {}, 'ask', /^high risk$/],
    [
      'high risk asks, though the config does not',
      { ...high, remedy: { requiresConfirmation: false } },
      {},
      'ask',
      /high/,
    ],
    ['the config asks', asked, {}, 'ask', /requires_confirmation, low risk/],
    ['no remedy asks', { remedy: null }, {}, 'ask', /requires_confirmation/],
    ['--yes', high, { approvals: { all: true, named: [] } }, 'allow', /approved by --yes/],
    ['--approve with the issue type', high, named('container_not_running'), 'allow', /--approve container_not_running/],
    ['--approve with the plan id', high, named('a1b2c3-d4e5f6'), 'allow', /--approve a1b2c3-d4e5f6/],
    ['--approve with another issue type', high, named('container_stuck'), 'ask', /high/],
    ['--approve with another plan id', high, named('ffffff-d4e5f6'), 'ask', /high/],
    [
      '--approve with an earlier state of it',
      high,
      named('a1b2c3-000000'),
      'deny',
      /a1b2c3-000000 was for an earlier state, this is a1b2c3-d4e5f6/,
    ],
    ['an earlier state, and the present one', high, named('a1b2c3-000000', 'a1b2c3-d4e5f6'), 'allow', /d4e5f6/],
    ['an empty approval', high, named(''), 'ask', /high/],
    ['Yes', high, { answer: 'yes' }, 'allow', /approved at the prompt/],
    ['No', high, { answer: 'no' }, 'deny', /declined at the prompt/],
    ['no answer in time', high, { answer: 'timeout' }, 'deny', /in time/],
    ['nobody to ask', high, { answer: 'silence' }, 'deny', /nobody to ask: approve it with --approve a1b2c3-d4e5f6/],
    [
      'an earlier state is not saved by a Yes',
      high,
      { ...named('a1b2c3-000000'), answer: 'yes' },
      'deny',
      /earlier state/,
    ],
    ['an answer nobody asked for', {}, { answer: 'no' }, 'allow', /needs no approval/],
    ['no action', { action: null }, {}, 'allow', /nothing to approve/],
  ]);

  test('an empty approval approves nothing, not even a plan without an id', () => {
    const [, judge] = rules.find(([rule]) => rule === 'confirmation') ?? [];
    expect(judge?.({ ...planned(high), id: '' }, input(named('')))).toMatchObject({ decision: 'ask' });
  });
});
