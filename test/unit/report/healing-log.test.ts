import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logLines, openLog } from '../../../src/report/healing-log.ts';
import { runs } from './arbitrary-events.ts';
import { HOSTILE, MEGABYTE } from './hostile.ts';
import { actionRecord, blockedRun, healedRun, issueRecord, stamped } from './stories.ts';

const LINE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \| (INFO|WARNING|SUCCESS|ERROR) \| [^\p{Cc}\p{Cs}\u2028\u2029]*$/u;

test('a healed run, in the words of the guide', () => {
  expect(stamped(healedRun).flatMap(logLines)).toEqual([
    '2025-01-10 14:30:15 | INFO | Run 20250110_143015 started: environment staging, auto-heal',
    '2025-01-10 14:30:18 | ERROR | Phase containers: failed, 1 of 2 checks passed',
    '2025-01-10 14:30:19 | ERROR | Phase redis: failed, 0 of 1 checks passed',
    '2025-01-10 14:30:20 | INFO | Detected issue: container_not_running on redis: exited with code 137, 40 s ago',
    '2025-01-10 14:30:21 | INFO | Waiting: redis_not_responding on redis:6379 is blocked by container_not_running redis',
    '2025-01-10 14:30:22 | INFO | Starting healing action: start_container on redis (attempt 1, low risk)',
    '2025-01-10 14:30:22 | INFO | Step: docker start redis (4be1f7c0a9d2)',
    '2025-01-10 14:30:23 | INFO | Action done: start_container on redis: Container redis started successfully, started 1',
    '2025-01-10 14:30:23 | INFO | Re-testing redis...',
    '2025-01-10 14:30:25 | SUCCESS | Re-test of containers: passed, 2 of 2 checks passed',
    '2025-01-10 14:30:26 | SUCCESS | Container redis started successfully',
    '2025-01-10 14:30:28 | INFO | Resolved: redis_not_responding on redis:6379 is gone without a heal of its own',
    '2025-01-10 14:30:29 | SUCCESS | Last look at containers: passed, 2 of 2 checks passed',
    '2025-01-10 14:30:30 | SUCCESS | Last look at redis: passed, 1 of 1 checks passed',
    '2025-01-10 14:30:31 | SUCCESS | Decision: ALLOW (exit 0): every critical check passes, after 1 heal',
  ]);
});

test('a blocked run: what failed, why nothing was done, what to do', () => {
  const lines = stamped(blockedRun).flatMap(logLines);
  expect(lines).toContain(
    '2025-01-10 14:30:22 | ERROR | restart_container on app did not heal container_unhealthy: Container keeps crashing immediately after start',
  );
  expect(lines).toContain(
    '2025-01-10 14:30:24 | WARNING | Not healed: high_error_rate on app: denied by confirmation: high risk; nobody to ask: approve it with --approve 3fa9c1-77b02e',
  );
  expect(lines).toContain('2025-01-10 14:30:19 | ERROR | workers/uvicorn: top: permission denied');
  expect(lines.at(-1)).toBe('2025-01-10 14:30:25 | INFO | Next: orixoon --auto-heal --approve 3fa9c1-77b02e');
});

test.each([
  ['failed', 'ERROR', 'start_container on redis failed'],
  ['unhealed', 'ERROR', 'start_container on redis did not heal container_not_running'],
  ['interrupted', 'ERROR', 'start_container on redis was interrupted'],
  ['stale', 'WARNING', 'start_container on redis was not done: the target had changed since the plan'],
  ['healed', 'SUCCESS', 'start_container on redis succeeded'],
] as const)('a heal that ends as %s is a line of level %s', (outcome, level, message) => {
  const at = '2025-01-10T23:59:59.999Z';
  expect(logLines({ type: 'heal:finish', action: actionRecord({}), outcome, at })).toEqual([
    `2025-01-10 23:59:59 | ${level} | ${message}`,
  ]);
});

test('times are in UTC, wherever the event came from', () => {
  const event = { type: 'note', level: 'info', message: 'x', at: '2025-01-11T01:30:15+03:00' } as const;
  expect(logLines(event)).toEqual(['2025-01-10 22:30:15 | INFO | x']);
});

test('waiting and its ticks are not told', () => {
  const tick = {
    type: 'pending',
    phase: 'redis',
    target: 'redis',
    message: 'LOADING',
    remaining_ms: 5,
    at: '',
  } as const;
  expect(logLines(tick)).toEqual([]);
});

test('a log tells an issue again only in other words', () => {
  const log = openLog();
  const tell = (outcome: 'healed' | 'denied' | null) => log({ type: 'issue', issue: issueRecord({ outcome }) }).length;
  expect([tell(null), tell(null), tell('denied'), tell('denied'), tell(null), tell('healed')]).toEqual([
    1, 0, 1, 0, 1, 0,
  ]);
});

describe('hostile texts', () => {
  const noted = (message: string): string[] =>
    logLines({ type: 'note', level: 'info', message, at: '2025-01-10T14:30:15Z' });

  test.each(HOSTILE)('stay on one line, without controls: %j', message => {
    const lines = noted(message);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(LINE);
  });

  test('cannot forge a line', () => {
    expect(noted('a\n2025-01-10 14:30:15 | SUCCESS | forged')).toEqual([
      '2025-01-10 14:30:15 | INFO | a 2025-01-10 14:30:15 | SUCCESS | forged',
    ]);
  });

  test('of a megabyte are cut, with a marker', () => {
    const [line = ''] = noted(MEGABYTE);
    expect(line.length).toBeLessThan(4_200);
    expect(line).toContain(`[cut: ${MEGABYTE.length} characters in all]`);
  });

  test('keep the form of the log, whatever happens', () => {
    const holds = fc.property(runs, events => {
      for (const line of events.flatMap(logLines)) expect(line).toMatch(LINE);
    });
    fc.assert(holds, { numRuns: 60 });
  });
});
