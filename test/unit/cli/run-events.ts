import type { Finding } from '../../../src/core/finding.ts';
import type { TraceStep } from '../../../src/core/gate.ts';
import { rules } from '../../../src/core/rules.ts';
import type { DenyReason } from '../../../src/core/rules.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import type { ActionRecord, IssueRecord, Round, RunEvent } from '../../../src/engine/events.ts';

/** Events of a run as the engine would emit them, for the tests of what is told of them. */

const phases = ['preflight', 'containers', 'database', 'redis', 'application'];

export function start(
  mode: 'test' | 'dry_run' | 'heal',
  over: Partial<Extract<RunEvent, { type: 'run:start' }>> = {},
): RunEvent {
  return {
    type: 'run:start',
    run_id: '20250110_143015',
    environment: 'staging',
    version: '1.2.3',
    config: '/srv/healing_config.json',
    report: '/srv/reports/20250110_143015',
    mode: { auto_heal: mode !== 'test', dry_run: mode === 'dry_run' },
    phases: phases.map(name => ({
      name,
      title: name,
      critical: true,
      skipped: name === 'database' ? 'connections.database is not configured' : null,
    })),
    ...over,
  };
}

export const finding = (phase: string, target: string, over: Partial<Finding> = {}): Finding => ({
  phase,
  check: 'running',
  target,
  status: 'passed',
  issue: null,
  message: `${target} is well`,
  observed: null,
  threshold: null,
  durationMs: 1,
  identity: {},
  evidence: {},
  recommendation: null,
  restsOn: [],
  pendingUntil: null,
  isFinal: false,
  ...over,
});

export const redisDown = finding('containers', 'redis', {
  status: 'failed',
  issue: 'container_not_running',
  message: "Docker container 'redis' not running",
});
export const appUnhealthy = finding('containers', 'app', {
  check: 'health',
  status: 'failed',
  issue: 'container_unhealthy',
  message: "Container 'app' unhealthy",
  restsOn: ['containers/redis'],
});
export const redisSilent = finding('redis', 'redis', {
  check: 'ping',
  status: 'failed',
  issue: 'redis_not_responding',
  message: 'Redis not responding to PING',
  restsOn: ['containers/redis'],
});

const gravity: readonly Finding['status'][] = ['failed', 'error', 'warning', 'passed'];

export const began = (phase: string, round: Round = 'first'): RunEvent => ({ type: 'phase:start', phase, round });
export const finished = (phase: string, findings: readonly Finding[], round: Round = 'first'): RunEvent => ({
  type: 'phase:finish',
  phase,
  round,
  status: gravity.find(status => findings.some(one => one.status === status)) ?? 'skipped',
  critical: true,
  duration_ms: 120,
  findings,
});

/** A first look at the five phases: redis is down, and what rests on it with it. */
export const brokenLook: readonly RunEvent[] = [
  ...['preflight', 'containers', 'redis', 'application'].map(phase => began(phase)),
  finished('redis', [redisSilent]),
  finished('application', [finding('application', 'app')]),
  finished('preflight', [finding('preflight', 'disk'), finding('preflight', 'memory')]),
  finished('containers', [finding('containers', 'tsh_postgres'), redisDown, appUnhealthy]),
];

export const trace = (over: Partial<Record<DenyReason, readonly [TraceStep['decision'], string]>> = {}): TraceStep[] =>
  rules.map(([rule]) => ({ rule, decision: over[rule]?.[0] ?? 'allow', reason: over[rule]?.[1] ?? `${rule} is fine` }));

export const issueOf = (problem: Finding, over: Partial<IssueRecord> = {}): IssueRecord => ({
  type: problem.issue ?? '?',
  target: problem.target,
  phase: problem.phase,
  severity: 'critical',
  message: problem.message,
  outcome: null,
  denied_by: null,
  blocked_by: null,
  plan_id: 'a1b2c3-d4e5f6',
  plan: {
    action: 'start_container',
    title: 'Start container',
    risk: 'low',
    steps: [`start container ${problem.target} (3f2a)`],
  },
  trace: trace(),
  evidence: {},
  recommendation: 'look at its log',
  ...over,
});
export const issue = (problem: Finding, over: Partial<IssueRecord> = {}): RunEvent => ({
  type: 'issue',
  issue: issueOf(problem, over),
});

/** One attempt, from its start to what the re-test says. */
export function attempt(
  problem: Finding,
  outcome: Extract<RunEvent, { type: 'heal:finish' }>['outcome'],
  over: Partial<ActionRecord> = {},
): RunEvent[] {
  const action: ActionRecord = {
    id: 'run/1',
    timestamp: '2025-01-10T14:30:15Z',
    issue: problem.issue ?? '?',
    target: problem.target,
    action: 'start_container',
    risk: 'low',
    attempt: 1,
    success: null,
    details: 'Container redis started successfully',
    duration_ms: 1300,
    approved_by: null,
    changed: {},
    ...over,
  };
  return [
    { type: 'heal:start', action, steps: [`start container ${problem.target} (3f2a)`] },
    { type: 'heal:acted', action },
    {
      type: 'heal:settling',
      issue: action.issue,
      target: action.target,
      passes: 2,
      wanted: 2,
      elapsed_ms: 900,
      message: `${problem.target} is running`,
    },
    { type: 'heal:finish', action: { ...action, success: outcome === 'healed' }, outcome },
  ];
}

export const end = (exitCode: 0 | 1 | 3 | 4, reasons: readonly string[], next: readonly string[] = []): RunEvent => {
  const names = { 0: 'ALLOW', 1: 'BLOCK', 3: 'INCONCLUSIVE', 4: 'APPROVAL' } as const;
  const verdict: Verdict = {
    decision: exitCode === 0 ? 'ALLOW' : 'BLOCK',
    exitCode,
    name: names[exitCode],
    conclusive: exitCode !== 3,
    reasons,
  };
  return { type: 'run:finish', verdict, duration_ms: 4200, next };
};
