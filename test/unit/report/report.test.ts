import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/engine/events.ts';
import { OrixoonError } from '../../../src/errors.ts';
import { summaryOf } from '../../../src/report/fold-healing.ts';
import { foldReport } from '../../../src/report/report.ts';
import type { Report } from '../../../src/report/report.ts';
import { runs } from './arbitrary-events.ts';
import { actionRecord, blockedRun, finding, healedRun, issueRecord, runStart, stamped } from './stories.ts';

const schemaUrl = new URL('../../../schemas/report.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaUrl, 'utf8')) as object;
const isValid = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

/** What the schema says against the report as it would be on disk. */
function complaints(report: unknown): unknown {
  isValid(JSON.parse(JSON.stringify(report)));
  return isValid.errors ?? [];
}

const fold = (events: readonly RunEvent[]): Report => foldReport(stamped(events));
const [healed] = fold(healedRun).auto_healing.actions;

describe('a whole run', () => {
  const report = fold(healedRun);

  test('takes its frame from the first and the last event', () => {
    expect(report).toMatchObject({
      schema_version: 1,
      run_id: '20250110_143015',
      environment: 'staging',
      started_at: '2025-01-10T14:30:15.000Z',
      finished_at: '2025-01-10T14:30:31.000Z',
      duration_ms: 1844,
      complete: true,
      decision: 'ALLOW',
      exit_code: 0,
      exit_name: 'ALLOW',
      conclusive: true,
      reasons: ['every critical check passes, after 1 heal'],
    });
  });

  test('shows the last round of each phase, and why one was skipped', () => {
    expect(report.phases.map(({ name, status, message }) => [name, status, message])).toEqual([
      ['preflight', 'skipped', '--skip-phase preflight'],
      ['containers', 'passed', null],
      ['redis', 'passed', null],
    ]);
    expect(report.phases[1]).toMatchObject({ title: 'Containers', duration_ms: 9 });
    expect(report.phases[1]?.checks[0]).toEqual({
      name: 'running',
      target: 'redis',
      status: 'passed',
      message: 'running for 3 h',
      observed: null,
      threshold: null,
      duration_ms: 4,
      issue: null,
      recommendation: null,
      identity: {},
      evidence: {},
    });
  });

  test('has the last word on each issue, once', () => {
    expect(report.issues.map(({ type, target, outcome }) => [type, target, outcome])).toEqual([
      ['container_not_running', 'redis', 'healed'],
      ['redis_not_responding', 'redis:6379', 'resolved'],
    ]);
  });

  test('has each executed heal once, with the word of the re-test', () => {
    expect(report.auto_healing).toMatchObject({
      summary: { total_actions: 1, successful: 1, failed: 0, success_rate: '100.0%' },
      actions: [{ id: 'a1', success: true, outcome: 'healed', duration_ms: 812, changed: { started: 1 } }],
    });
  });

  test('tells what happened without saying the same of an issue twice', () => {
    const twice = [...healedRun.slice(0, 6), ...healedRun.slice(5)];
    expect(fold(twice).timeline.map(line => line.message)).toEqual(report.timeline.map(line => line.message));
    expect(report.timeline.at(-1)).toMatchObject({ at: '2025-01-10T14:30:31.000Z', level: 'SUCCESS' });
  });
});

describe('a run that was cut off', () => {
  test('blocks, and claims no exit code', () => {
    expect(fold([runStart])).toMatchObject({
      complete: false,
      decision: 'BLOCK',
      exit_code: null,
      exit_name: null,
      conclusive: false,
      finished_at: '2025-01-10T14:30:15.000Z',
      duration_ms: 0,
    });
  });

  test('names the signal that came before', () => {
    expect(fold([runStart, { type: 'interrupt', signal: 'SIGTERM' }]).reasons[0]).toBe('interrupted by SIGTERM');
  });

  test('shows a phase that was not looked at to the end as an error', () => {
    const report = fold([runStart, { type: 'phase:start', phase: 'redis', round: 'first' }]);
    expect(report.phases.map(({ name, status }) => [name, status])).toEqual([
      ['preflight', 'skipped'],
      ['containers', 'error'],
      ['redis', 'error'],
    ]);
  });

  test('says of a phase whose re-test did not end that its checks are the earlier ones', () => {
    const report = fold(healedRun.slice(0, 10));
    expect(report.phases[1]).toMatchObject({ status: 'failed', message: expect.stringContaining('retest') as string });
  });

  test.each([
    [8, 'interrupted while it ran: how far it came is not known'],
    [9, 'Container redis started successfully; interrupted before the re-test'],
  ])('never counts a heal without a re-test as a success (%i events)', (count, details) => {
    const { auto_healing, issues } = fold(healedRun.slice(0, count));
    expect(auto_healing.actions).toMatchObject([{ success: false, outcome: 'interrupted', details }]);
    expect(auto_healing.summary).toMatchObject({ successful: 0, failed: 1, success_rate: '0.0%' });
    expect(issues[0]?.outcome).toBe('unhealed');
  });
});

describe('healing', () => {
  test('counts a success only where the re-test ended, whatever the action said before', () => {
    const early = fold([runStart, { type: 'heal:acted', action: actionRecord({ success: true }) }]);
    expect(early.auto_healing).toMatchObject({ summary: { successful: 0 }, actions: [{ success: false }] });
  });

  test('leaves out a stale heal that did nothing, and keeps one that had begun to change things', () => {
    const stale = (changed: Record<string, number>): RunEvent[] => [
      runStart,
      { type: 'heal:start', action: actionRecord({}), steps: [] },
      { type: 'heal:finish', action: actionRecord({ changed }), outcome: 'stale' },
    ];
    expect(fold(stale({})).auto_healing.summary.total_actions).toBe(0);
    expect(fold(stale({ terminated: 0 })).auto_healing.summary.total_actions).toBe(0);
    expect(fold(stale({ terminated: 2 })).auto_healing.actions).toMatchObject([{ outcome: 'stale', success: false }]);
  });

  test.each([
    [0, 0, 'n/a'],
    [4, 1, '80.0%'],
    [2, 1, '66.7%'],
    [0, 3, '0.0%'],
    [5, 0, '100.0%'],
    [1999, 1, '99.9%'],
    [1, 2999, '0.1%'],
  ])('%i successes and %i failures are %s', (successful, failed, success_rate) => {
    if (!healed) throw new Error('the story has a heal');
    const all = Array.from({ length: successful + failed }, (_, nth) => ({ ...healed, success: nth < successful }));
    expect(summaryOf(all)).toMatchObject({ total_actions: successful + failed, success_rate });
  });
});

test('without a run:start there is no report', () => {
  expect(() => foldReport([])).toThrow(OrixoonError);
});

test('an event of a kind unknown to this version is left out', () => {
  const strange = { type: 'dream', at: '2025-01-10T14:30:16.000Z' } as never;
  expect(foldReport([...stamped([runStart]), strange, ...stamped(healedRun.slice(1))]).decision).toBe('ALLOW');
});

describe('the schema', () => {
  test.each([
    ['healed', healedRun],
    ['blocked', blockedRun],
  ])('holds of the %s run, cut off anywhere', (_, events) => {
    for (let count = 1; count <= events.length; count += 1)
      expect(complaints(fold(events.slice(0, count)))).toEqual([]);
  });

  test('holds of any run', () => {
    const holds = fc.property(runs, events => {
      expect(complaints(foldReport(events))).toEqual([]);
    });
    fc.assert(holds, { numRuns: 100 });
  });

  test.each<[string, (report: Report) => unknown]>([
    ['an unknown key', report => ({ ...report, extra: 1 })],
    ['an unknown key deep inside', report => ({ ...report, mode: { ...report.mode, extra: 1 } })],
    ['a missing key', report => Object.fromEntries(Object.entries(report).filter(([key]) => key !== 'reasons'))],
    ['ALLOW with another exit code', report => ({ ...report, exit_code: 1 })],
    ['BLOCK with exit 0', report => ({ ...report, decision: 'BLOCK' })],
    ['an incomplete ALLOW', report => ({ ...report, complete: false })],
    [
      'a complete run without an exit code',
      report => ({ ...fold(blockedRun), exit_code: null, run_id: report.run_id }),
    ],
    ['a local time', report => ({ ...report, started_at: '2025-01-10T14:30:15+03:00' })],
    ['a status of no such word', report => ({ ...report, phases: [{ ...report.phases[0], status: 'ok' }] })],
  ])('does not hold of %s', (_, spoil) => {
    expect(complaints(spoil(fold(healedRun)))).not.toEqual([]);
  });

  test('describes every key', () => {
    const bare: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'if' || key === 'then' || key === 'else') continue;
        if (key === 'properties')
          for (const [name, property] of Object.entries(value as Record<string, { description?: string }>))
            if (!property.description) bare.push(`${path}/${name}`);
        walk(value, `${path}/${key}`);
      }
    };
    walk(schema, '');
    expect(bare).toEqual([]);
  });
});

test('a fold is pure: the same events give the same report, and are not touched', () => {
  fc.assert(
    fc.property(runs, events => {
      const before = structuredClone(events);
      expect(foldReport(events)).toEqual(foldReport(events));
      expect(events).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

test('findings and issues are told apart by phase, type and target', () => {
  const report = fold([
    runStart,
    { type: 'issue', issue: issueRecord({ target: 'a b', type: 'x' }) },
    { type: 'issue', issue: issueRecord({ target: 'b', type: 'x a' }) },
    {
      type: 'phase:finish',
      phase: 'new',
      round: 'first',
      status: 'passed',
      critical: false,
      duration_ms: -5,
      findings: [finding({ durationMs: Number.NaN })],
    },
  ]);
  expect(report.issues).toHaveLength(2);
  expect(report.phases.at(-1)).toMatchObject({
    name: 'new',
    critical: false,
    duration_ms: 0,
    checks: [{ duration_ms: 0 }],
  });
});
