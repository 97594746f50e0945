import fc from 'fast-check';
import type { Finding, Status } from '../../../src/core/finding.ts';
import type { Json } from '../../../src/core/json.ts';
import { rules } from '../../../src/core/rules.ts';
import type { ActionRecord, IssueOutcome, IssueRecord, RunEvent, StampedEvent } from '../../../src/engine/events.ts';
import { hostileText as text } from './hostile.ts';
import { actionRecord, finding, issueRecord, runStart, stamped } from './stories.ts';

const name = fc.oneof(
  fc.constantFrom('containers', 'redis', 'app'),
  text.filter(it => it !== ''),
);
const json = fc.oneof(
  fc.jsonValue() as fc.Arbitrary<Json>,
  text,
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
);
const ms = fc.oneof(fc.double(), fc.integer());
const status = fc.constantFrom<Status>('passed', 'failed', 'warning', 'skipped', 'error');
const rule = fc.constantFrom(...rules.map(([id]) => id));
const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const outcome = fc.constantFrom<IssueOutcome>(
  ...(['healed', 'unhealed', 'denied', 'blocked_by', 'would_heal', 'not_healable', 'resolved', 'stale'] as const),
);

const findings: fc.Arbitrary<Finding> = fc
  .record({
    phase: name,
    check: name,
    target: text,
    status,
    issue: nullable(name),
    message: text,
    observed: json,
    threshold: json,
    durationMs: ms,
    recommendation: nullable(text),
  })
  .map(finding);

const issues: fc.Arbitrary<IssueRecord> = fc
  .record({
    type: name,
    target: text,
    phase: name,
    severity: fc.constantFrom('critical' as const, 'warning' as const),
    message: text,
    outcome: nullable(outcome),
    denied_by: nullable(rule),
    blocked_by: nullable(text),
    plan_id: nullable(text),
    plan: nullable(fc.record({ action: name, title: text, risk: fc.constant('high' as const), steps: fc.array(text) })),
    trace: fc.array(
      fc.record({ rule, decision: fc.constantFrom('allow' as const, 'deny' as const, 'ask' as const), reason: text }),
    ),
    evidence: fc.dictionary(text, json),
    recommendation: text,
  })
  .map(issueRecord);

const actions: fc.Arbitrary<ActionRecord> = fc
  .record({
    id: fc.constantFrom('a1', 'a2', 'a3'),
    issue: name,
    target: text,
    action: name,
    attempt: fc.integer({ min: 1, max: 9 }),
    success: nullable(fc.boolean()),
    details: text,
    duration_ms: ms,
    approved_by: nullable(text),
    changed: fc.dictionary(text, fc.nat()),
  })
  .map(actionRecord);

const of = <Type extends RunEvent['type'], Rest>(type: Type, rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> }) =>
  fc.record<Rest>(rest).map(given => ({ type, ...given }));

const rounds = fc.constantFrom('first' as const, 'retest' as const, 'final' as const);
const ends = fc.constantFrom(
  { decision: 'ALLOW', exitCode: 0, name: 'ALLOW' } as const,
  { decision: 'BLOCK', exitCode: 1, name: 'BLOCK' } as const,
  { decision: 'BLOCK', exitCode: 143, name: 'INTERRUPTED' } as const,
);

const finish = fc
  .record({ end: ends, conclusive: fc.boolean(), reasons: fc.array(text), next: fc.array(text), duration_ms: ms })
  .map(({ end, conclusive, reasons, next, duration_ms }): RunEvent => ({
    type: 'run:finish',
    verdict: { ...end, conclusive, reasons },
    duration_ms,
    next,
  }));

const middle: fc.Arbitrary<RunEvent> = fc.oneof(
  of('note', { level: fc.constantFrom('info' as const, 'warning' as const), message: text }),
  of('phase:start', { phase: name, round: rounds }),
  of('phase:finish', {
    phase: name,
    round: rounds,
    status,
    critical: fc.boolean(),
    duration_ms: ms,
    findings: fc.array(findings, { maxLength: 4 }),
  }),
  of('pending', { phase: name, target: text, message: text, remaining_ms: ms }),
  of('issue', { issue: issues }),
  of('confirm:ask', { issue: issues }),
  of('confirm:answer', {
    issue: name,
    target: text,
    answer: fc.constantFrom('yes' as const, 'no' as const, 'timeout' as const, 'silence' as const),
  }),
  of('heal:start', { action: actions, steps: fc.array(text) }),
  of('heal:acted', { action: actions }),
  of('heal:finish', {
    action: actions,
    outcome: fc.constantFrom(
      'healed' as const,
      'unhealed' as const,
      'failed' as const,
      'stale' as const,
      'interrupted' as const,
    ),
  }),
  of('wait', { reason: text, ms }),
  of('interrupt', { signal: fc.constantFrom('SIGINT' as const, 'SIGTERM' as const) }),
);

/** Any run, whole or cut off anywhere, with the worst texts and numbers in it. */
export const runs: fc.Arbitrary<StampedEvent[]> = fc
  .tuple(fc.array(middle, { maxLength: 12 }), nullable(finish))
  .map(([events, end]) => stamped([runStart, ...events, ...(end === null ? [] : [end])]));
