import { rules } from '../../../src/core/rules.ts';
import type { Finding } from '../../../src/core/finding.ts';
import type { IssueRecord, RunEvent } from '../../../src/engine/events.ts';
import { HOSTILE } from './hostile.ts';
import { actionRecord, blockedRun, finding, healedRun, issueRecord, runStart } from './stories.ts';

const finish = (phase: string, findings: readonly Finding[], round: 'first' | 'final' = 'first'): RunEvent => ({
  type: 'phase:finish',
  phase,
  round,
  status:
    (['failed', 'error', 'warning'] as const).find(one => findings.some(({ status }) => status === one)) ?? 'passed',
  critical: true,
  duration_ms: 12,
  findings,
});

const verdict = (
  name: 'ALLOW' | 'BLOCK' | 'INCONCLUSIVE',
  reasons: readonly string[],
  next: readonly string[] = [],
): RunEvent => ({
  type: 'run:finish',
  verdict: {
    decision: name === 'ALLOW' ? 'ALLOW' : 'BLOCK',
    exitCode: ({ ALLOW: 0, BLOCK: 1, INCONCLUSIVE: 3 } as const)[name],
    name,
    conclusive: name !== 'INCONCLUSIVE',
    reasons,
  },
  duration_ms: 2_000,
  next,
});

const healthyRun: readonly RunEvent[] = [
  { ...(runStart as Extract<RunEvent, { type: 'run:start' }>), mode: { auto_heal: false, dry_run: false } },
  { type: 'phase:start', phase: 'containers', round: 'first' },
  { type: 'phase:start', phase: 'redis', round: 'first' },
  finish('containers', [finding({}), finding({ target: 'app' })]),
  finish('redis', [finding({ phase: 'redis', check: 'ping', message: 'PONG in 1 ms', observed: 1, threshold: 2000 })]),
  verdict('ALLOW', ['every critical check passes']),
];

const inconclusiveRun: readonly RunEvent[] = [
  runStart,
  { type: 'phase:start', phase: 'containers', round: 'first' },
  {
    type: 'pending',
    phase: 'containers',
    target: 'app',
    message: 'health check is still starting',
    remaining_ms: 3_000,
  },
  finish('containers', [finding({ status: 'error', message: 'permission denied on /var/run/docker.sock' })]),
  { type: 'wait', reason: 'redis may recover by itself', ms: 30_000 },
  { type: 'phase:start', phase: 'redis', round: 'retest' },
  verdict('INCONCLUSIVE', ['containers/redis: permission denied'], ['let this user ask Docker: orixoon doctor']),
];

const nth = (index: number): string => `service-with-a-rather-long-name-${String(index).padStart(3, '0')}`;

/** So many containers, a fifth of them unhealthy, all but one of those waiting for the first. */
export function crowdedRun(count: number): RunEvent[] {
  const isSick = (index: number): boolean => index % 5 === 0;
  const names = Array.from({ length: count }, (_, index) => nth(index));
  const look = (round: 'first' | 'final'): Finding[] =>
    names.flatMap((target, index) => [
      finding({ target, observed: 'running', threshold: 'running' }),
      isSick(index)
        ? finding({
            target,
            check: 'health',
            status: 'failed',
            issue: 'container_unhealthy',
            message: `unhealthy (${round})`,
          })
        : finding({ target, check: 'health', message: 'healthy' }),
    ]);
  const issues = names
    .filter((_, index) => isSick(index))
    .map((target, index): RunEvent => ({
      type: 'issue',
      issue: issueRecord({
        type: 'container_unhealthy',
        target,
        outcome: index === 0 ? 'unhealed' : 'blocked_by',
        blocked_by: index === 0 ? null : `container_unhealthy ${nth(0)}`,
      }),
    }));
  return [
    runStart,
    finish('containers', look('first')),
    ...issues,
    finish('containers', look('final'), 'final'),
    verdict('BLOCK', names.slice(0, 40)),
  ];
}

/** Every text of a run is this one. */
export function hostileRun(text: string): RunEvent[] {
  const issue: IssueRecord = issueRecord({
    type: text,
    target: text,
    message: text,
    outcome: 'denied',
    denied_by: 'cooldown',
    blocked_by: text,
    plan_id: text,
    trace: rules.map(([rule]) => ({ rule, decision: 'deny' as const, reason: text })),
    plan: { action: text, title: text, risk: 'high', steps: [text] },
    evidence: { [text]: text },
    recommendation: text,
  });
  const seen = finding({
    status: 'failed',
    issue: text,
    check: text,
    target: text,
    message: text,
    observed: { [text]: text },
    threshold: text,
  });
  return [
    { ...(runStart as Extract<RunEvent, { type: 'run:start' }>), environment: text, config: text, run_id: text },
    { type: 'note', level: 'warning', message: text },
    finish(text, [seen]),
    { type: 'issue', issue },
    { type: 'heal:start', action: actionRecord({ action: text, target: text }), steps: [text] },
    {
      type: 'heal:finish',
      action: actionRecord({ action: text, target: text, details: text, changed: { [text]: 1 } }),
      outcome: 'failed',
    },
    { type: 'wait', reason: text, ms: 1_000 },
    finish(text, [seen], 'final'),
    verdict('BLOCK', [text], [text]),
  ];
}

const worst = HOSTILE.filter(text => text.length < 1_000).join(' ');

/** One run for each way in which a page can look. */
export const pages: Readonly<Record<string, readonly RunEvent[]>> = {
  healthy: healthyRun,
  healed: healedRun,
  blocked: blockedRun,
  inconclusive: inconclusiveRun,
  interrupted: healedRun.slice(0, 9),
  hostile: hostileRun(worst),
  endless: hostileRun('x'.repeat(3_000)),
  crowded: crowdedRun(200),
};
