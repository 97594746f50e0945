import type { Finding } from '../../../src/core/finding.ts';
import { rules } from '../../../src/core/rules.ts';
import type { ActionRecord, IssueRecord, RunEvent, StampedEvent } from '../../../src/engine/events.ts';

/** Events a second apart, from 14:30:15 on. */
export const stamped = (events: readonly RunEvent[]): StampedEvent[] =>
  events.map((event, index) => ({ ...event, at: new Date(Date.UTC(2025, 0, 10, 14, 30, 15 + index)).toISOString() }));

export const finding = (given: Partial<Finding>): Finding => ({
  phase: 'containers',
  check: 'running',
  target: 'redis',
  status: 'passed',
  issue: null,
  message: 'running for 3 h',
  observed: null,
  threshold: null,
  durationMs: 3.7,
  identity: {},
  evidence: {},
  recommendation: null,
  restsOn: [],
  pendingUntil: null,
  isFinal: false,
  ...given,
});

export const issueRecord = (given: Partial<IssueRecord>): IssueRecord => ({
  type: 'container_not_running',
  target: 'redis',
  phase: 'containers',
  severity: 'critical',
  message: 'exited with code 137, 40 s ago',
  outcome: null,
  denied_by: null,
  blocked_by: null,
  plan_id: '3fa9c1-77b02e',
  plan: {
    action: 'start_container',
    title: 'Start the container',
    risk: 'low',
    steps: ['docker start redis (4be1f7c0a9d2, exited since 14:29:35)'],
  },
  trace: rules.map(([rule]) => ({ rule, decision: 'allow' as const, reason: 'nothing against it' })),
  evidence: { exit_code: 137, last_lines: '1:M 14:29:34 * Ready to accept connections\n1:M 14:29:35 # Killed' },
  recommendation: '',
  ...given,
});

export const actionRecord = (given: Partial<ActionRecord>): ActionRecord => ({
  id: 'a1',
  timestamp: '2025-01-10T14:30:18.000Z',
  issue: 'container_not_running',
  target: 'redis',
  action: 'start_container',
  risk: 'low',
  attempt: 1,
  success: null,
  details: '',
  duration_ms: 0,
  approved_by: null,
  changed: {},
  ...given,
});

export const runStart: RunEvent = {
  type: 'run:start',
  run_id: '20250110_143015',
  environment: 'staging',
  version: '0.1.0',
  config: 'healing_config.json',
  report: null,
  mode: { auto_heal: true, dry_run: false },
  phases: [
    { name: 'preflight', title: 'Preflight', critical: true, skipped: '--skip-phase preflight' },
    { name: 'containers', title: 'Containers', critical: true, skipped: null },
    { name: 'redis', title: 'Redis', critical: true, skipped: null },
  ],
};

const phaseFinish = (given: Partial<Extract<RunEvent, { type: 'phase:finish' }>>): RunEvent => ({
  type: 'phase:finish',
  phase: 'containers',
  round: 'first',
  status: 'passed',
  critical: true,
  duration_ms: 12,
  findings: [],
  ...given,
});

const started = { details: 'Container redis started successfully', duration_ms: 812, changed: { started: 1 } };
const down = finding({ status: 'failed', issue: 'container_not_running', message: 'exited with code 137, 40 s ago' });
const refused = finding({
  phase: 'redis',
  check: 'ping',
  target: 'redis:6379',
  status: 'failed',
  issue: 'redis_not_responding',
  message: 'connection refused',
  observed: 'ECONNREFUSED',
  threshold: 2000,
});
const waiting = issueRecord({
  type: 'redis_not_responding',
  target: 'redis:6379',
  phase: 'redis',
  message: 'connection refused',
  plan_id: null,
  plan: null,
  outcome: 'blocked_by',
  blocked_by: 'container_not_running redis',
});

/** Redis is stopped: one root, one start, ALLOW. */
export const healedRun: readonly RunEvent[] = [
  runStart,
  { type: 'phase:start', phase: 'containers', round: 'first' },
  { type: 'phase:start', phase: 'redis', round: 'first' },
  phaseFinish({ status: 'failed', findings: [down, finding({ target: 'app' })] }),
  phaseFinish({ phase: 'redis', status: 'failed', findings: [refused] }),
  { type: 'issue', issue: issueRecord({}) },
  { type: 'issue', issue: waiting },
  { type: 'heal:start', action: actionRecord({}), steps: ['docker start redis (4be1f7c0a9d2)'] },
  { type: 'heal:acted', action: actionRecord(started) },
  { type: 'phase:start', phase: 'containers', round: 'retest' },
  phaseFinish({ round: 'retest', findings: [finding({}), finding({ target: 'app' })] }),
  { type: 'heal:finish', action: actionRecord({ ...started, success: true }), outcome: 'healed' },
  { type: 'issue', issue: issueRecord({ outcome: 'healed' }) },
  { type: 'issue', issue: { ...waiting, outcome: 'resolved' } },
  phaseFinish({
    round: 'final',
    duration_ms: 9.4,
    findings: [finding({ durationMs: 4.2 }), finding({ target: 'app' })],
  }),
  phaseFinish({
    phase: 'redis',
    round: 'final',
    findings: [{ ...refused, status: 'passed', issue: null, message: 'PONG in 1 ms', observed: 1 }],
  }),
  {
    type: 'run:finish',
    verdict: {
      decision: 'ALLOW',
      exitCode: 0,
      name: 'ALLOW',
      conclusive: true,
      reasons: ['every critical check passes, after 1 heal'],
    },
    duration_ms: 1843.6,
    next: [],
  },
];

/** The app cannot be healed, the queue waits for an approval, a look at the workers failed: BLOCK. */
export const blockedRun: readonly RunEvent[] = [
  { ...runStart, phases: [...runStart.phases, { name: 'workers', title: 'Workers', critical: false, skipped: null }] },
  { type: 'note', level: 'warning', message: 'one earlier attempt was never settled; it counts' },
  phaseFinish({
    status: 'failed',
    findings: [
      finding({
        target: 'app',
        status: 'failed',
        issue: 'container_unhealthy',
        message: 'unhealthy, 3 checks in a row',
      }),
      finding({ status: 'warning', check: 'health', message: 'no HEALTHCHECK: health unknown' }),
    ],
  }),
  phaseFinish({
    phase: 'redis',
    findings: [{ ...refused, status: 'skipped', issue: null, message: 'not configured' }],
  }),
  phaseFinish({
    phase: 'workers',
    status: 'error',
    critical: false,
    findings: [
      finding({
        phase: 'workers',
        check: 'processes',
        target: 'uvicorn',
        status: 'error',
        message: 'top: permission denied',
        recommendation: 'let this user read /proc',
      }),
    ],
  }),
  { type: 'issue', issue: issueRecord({ type: 'container_unhealthy', target: 'app' }) },
  {
    type: 'heal:start',
    action: actionRecord({ issue: 'container_unhealthy', target: 'app', action: 'restart_container' }),
    steps: [],
  },
  {
    type: 'heal:finish',
    action: actionRecord({
      issue: 'container_unhealthy',
      target: 'app',
      action: 'restart_container',
      success: false,
      details: 'Container keeps crashing immediately after start',
      duration_ms: 30_120,
      approved_by: '--approve container_unhealthy',
    }),
    outcome: 'unhealed',
  },
  {
    type: 'issue',
    issue: issueRecord({
      type: 'container_unhealthy',
      target: 'app',
      outcome: 'unhealed',
      recommendation: 'Check application logs for crash cause',
    }),
  },
  {
    type: 'issue',
    issue: issueRecord({
      type: 'high_error_rate',
      target: 'app',
      phase: 'application',
      message: '75 errors in the last 300 s',
      outcome: 'denied',
      denied_by: 'confirmation',
      plan: {
        action: 'restart_application',
        title: 'Restart the application',
        risk: 'high',
        steps: ['docker restart app'],
      },
      trace: rules.map(([rule]) =>
        rule === 'confirmation'
          ? {
              rule,
              decision: 'deny' as const,
              reason: 'high risk; nobody to ask: approve it with --approve 3fa9c1-77b02e',
            }
          : { rule, decision: 'allow' as const, reason: 'nothing against it' },
      ),
      recommendation: 'Look at the errors before you approve a restart.',
    }),
  },
  {
    type: 'run:finish',
    verdict: {
      decision: 'BLOCK',
      exitCode: 1,
      name: 'BLOCK',
      conclusive: true,
      reasons: ['containers/app: unhealthy, 3 checks in a row', 'application/app: 75 errors in the last 300 s'],
    },
    duration_ms: 61_200,
    next: ['Check application logs for crash cause', 'orixoon --auto-heal --approve 3fa9c1-77b02e'],
  },
];
