import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/engine/events.ts';
import { foldReport } from '../../../src/report/report.ts';
import { runs } from './arbitrary-events.ts';
import { actionRecord, finding, healedRun, issueRecord, runStart, stamped } from './stories.ts';

/** The course as kind, what, seconds since the start (from, to) and result. */
const courseOf = (events: readonly RunEvent[]): unknown[] => {
  const { course, started_at } = foldReport(stamped(events));
  const since = (at: string): number => (Date.parse(at) - Date.parse(started_at)) / 1000;
  return course.map(({ kind, what, started_at: from, finished_at: to, result }) => [
    kind,
    what,
    since(from),
    since(to),
    result,
  ]);
};

const begin = (phase: string, round: 'first' | 'retest' | 'final' = 'first'): RunEvent => ({
  type: 'phase:start',
  phase,
  round,
});
const end = (phase: string, status: 'passed' | 'failed' | 'error' = 'passed'): RunEvent => ({
  type: 'phase:finish',
  phase,
  round: 'first',
  status,
  critical: true,
  duration_ms: 1,
  findings: [],
});

describe('the course of a run', () => {
  test('joins phases that are looked at together, and is as grave as the gravest', () => {
    const look = [begin('a'), begin('b'), begin('c'), end('b', 'failed'), end('a', 'error'), end('c')];
    expect(courseOf([runStart, ...look])).toEqual([['first_look', 'a, b, c', 1, 6, 'failed']]);
  });

  test('tells looks apart that follow each other', () => {
    expect(courseOf([runStart, begin('a'), end('a'), begin('a'), end('a', 'failed')])).toEqual([
      ['first_look', 'a', 1, 2, 'passed'],
      ['first_look', 'a', 3, 4, 'failed'],
    ]);
  });

  test('tells an action from the settling after it', () => {
    expect(courseOf(healedRun)).toEqual([
      ['first_look', 'containers, redis', 1, 4, 'failed'],
      ['heal', 'start_container on redis', 7, 8, 'done'],
      ['settle', 'start_container on redis', 8, 11, 'healed'],
      ['retest', 'containers', 9, 10, 'passed'],
      ['last_look', 'containers', 14, 14, 'passed'],
      ['last_look', 'redis', 15, 15, 'passed'],
    ]);
  });

  test('tells questions with their answers, and heals that failed at once', () => {
    const issue = issueRecord({});
    expect(
      courseOf([
        runStart,
        { type: 'confirm:ask', issue },
        { type: 'confirm:answer', issue: issue.type, target: issue.target, answer: 'timeout' },
        { type: 'heal:start', action: actionRecord({}), steps: [] },
        { type: 'heal:finish', action: actionRecord({}), outcome: 'failed' },
      ]),
    ).toEqual([
      ['ask', 'start_container on redis', 1, 2, 'timeout'],
      ['heal', 'start_container on redis', 3, 4, 'failed'],
    ]);
  });

  test('ends a wait with whatever comes next, and what is pending with its phase', () => {
    const pending: RunEvent = { type: 'pending', phase: 'a', target: 'x', message: 'starting', remaining_ms: 9_000 };
    expect(
      courseOf([
        runStart,
        begin('a'),
        pending,
        pending,
        end('a'),
        { type: 'wait', reason: 'rest', ms: 9_000 },
        begin('a'),
      ]),
    ).toEqual([
      ['first_look', 'a', 1, 4, 'passed'],
      ['wait', 'a/x: starting', 2, 4, 'over'],
      ['wait', 'rest', 5, 6, 'over'],
      ['first_look', 'a', 6, 6, null],
    ]);
  });

  test('ends with the run where the run was cut short', () => {
    expect(courseOf([runStart, begin('a'), begin('b'), end('b')])).toEqual([['first_look', 'a, b', 1, 3, null]]);
  });

  test('never ends before it begins, whatever the run', () => {
    const holds = fc.property(runs, events => {
      for (const { started_at, finished_at } of foldReport(events).course)
        expect(Date.parse(finished_at)).toBeGreaterThanOrEqual(Date.parse(started_at));
    });
    fc.assert(holds, { numRuns: 60 });
  });
});

describe('what was seen of an issue', () => {
  const down = finding({ status: 'failed', issue: 'container_not_running', message: 'down', observed: 'exited' });
  const look = (round: 'first' | 'retest' | 'final', ...findings: (typeof down)[]): RunEvent => ({
    ...(end('containers') as Extract<RunEvent, { type: 'phase:finish' }>),
    round,
    findings,
  });
  const seen = (...looks: RunEvent[]): unknown => {
    const report = foldReport(stamped([runStart, ...looks, { type: 'issue', issue: issueRecord({}) }]));
    return report.issues.map(({ before, after }) => [before, after]);
  };
  const before = { round: 'first', check: 'running', status: 'failed', message: 'down', observed: 'exited' };

  test('is what the first look saw, and the last one at the same check', () => {
    const well = finding({ message: 'up', observed: 'running' });
    expect(
      seen(look('first', down), look('retest', down), look('final', finding({ check: 'health' }), well)),
    ).toMatchObject([
      [
        { ...before, at: '2025-01-10T14:30:16.000Z' },
        { at: '2025-01-10T14:30:18.000Z', round: 'final', status: 'passed', message: 'up', observed: 'running' },
      ],
    ]);
  });

  test('has no after where nobody looked again', () => {
    expect(seen(look('first', down))).toMatchObject([[before, null]]);
  });

  test('has no after where the last look says nothing of it', () => {
    expect(seen(look('first', down), look('final', finding({ target: 'app' })))).toMatchObject([[before, null]]);
  });

  test('says so where the last look could not be made', () => {
    const blind = finding({ check: 'probe', target: 'containers', status: 'error', message: 'no answer' });
    expect(seen(look('first', down), look('final', blind))).toMatchObject([
      [before, { check: 'probe', status: 'error', message: 'no answer' }],
    ]);
  });

  test('is nothing where no look that ended shows it', () => {
    expect(seen()).toEqual([[null, null]]);
  });
});
