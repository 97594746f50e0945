import { describe, expect, test } from 'vitest';
import type { PastAction, PastRun } from '../../../src/report/past-runs.ts';
import { statsOf } from '../../../src/report/stats.ts';

const HOUR = 3_600_000;
const startMs = Date.UTC(2025, 0, 10, 12);

const heal = (atMs: number, given: Partial<PastAction> = {}): PastAction => ({
  issue: 'container_not_running',
  target: 'redis',
  action: 'start_container',
  isHealed: true,
  startedMs: startMs + atMs,
  durationMs: 2_000,
  ...given,
});

let serial = 0;
const past = (atMs: number, given: Partial<PastRun> = {}): PastRun => ({
  run: `run-${(serial += 1)}`,
  environment: 'staging',
  startedMs: startMs + atMs,
  exitName: 'ALLOW',
  isAllowed: (given.exitName ?? 'ALLOW') === 'ALLOW',
  looked: ['containers'],
  issues: [],
  actions: [],
  ...given,
});
const issue = (outcome: string) => ({ phase: 'containers', type: 'container_not_running', target: 'redis', outcome });
const down = (atMs: number): PastRun => past(atMs, { exitName: 'BLOCK', issues: [issue('unhealed')] });
const healed = (atMs: number, given: Partial<PastRun> = {}): PastRun =>
  past(atMs, { issues: [issue('healed')], actions: [heal(atMs + 1_000)], ...given });
const stats = (...runs: PastRun[]) => statsOf({ runs, damaged: [] }, new Set());

test('runs are counted by verdict; a run without one is INCOMPLETE and not allowed', () => {
  const { runs } = stats(past(0), down(1), past(2, { exitName: null, isAllowed: false }), past(3));
  expect(runs).toMatchObject({ total: 4, allowed: 2, blocked: 2 });
  expect(runs.by_verdict).toEqual({ ALLOW: 2, BLOCK: 1, INCOMPLETE: 1 });
});

describe('the success rate', () => {
  const of = (good: number, bad: number) =>
    stats(past(0, { actions: [...Array<number>(good + bad)].map((_, i) => heal(i, { isHealed: i < good })) })).heals;

  test.each([
    [4, 1, '80.0%', false],
    [5, 1, '83.3%', true],
    [0, 3, '0.0%', false],
    [9_999, 1, '99.9%', true],
    [0, 0, 'n/a', null],
  ])('of %i that healed and %i that did not is held against more than 80 %%', (good, bad, success_rate, meets_aim) => {
    expect(of(good, bad)).toMatchObject({ attempts: good + bad, healed: good, success_rate, meets_aim });
  });

  test('is told for each issue and action, the most often attempted first', () => {
    const other = { action: 'restart_container', isHealed: false };
    const { by_issue_and_action } = stats(past(0, { actions: [heal(0, other), heal(1), heal(2)] })).heals;
    expect(by_issue_and_action).toMatchObject([
      { action: 'start_container', attempts: 2, healed: 2, meets_aim: true },
      { action: 'restart_container', attempts: 1, healed: 0, meets_aim: false },
    ]);
  });
});

describe('the time to recover', () => {
  test('is from the start of the run that first saw it to the re-test that passed', () => {
    expect(stats(healed(0)).time_to_recover).toMatchObject({ count: 1, mean_ms: 3_000 });
    const late = stats(down(0), down(HOUR), healed(2 * HOUR));
    expect(late.time_to_recover).toMatchObject({ count: 1, mean_ms: 2 * HOUR + 3_000 });
    expect(late.time_to_heal).toMatchObject({ count: 1, mean_ms: 2_000 });
  });

  test('begins anew where a run between looked and did not see it', () => {
    expect(stats(down(0), past(HOUR), healed(2 * HOUR)).time_to_recover.mean_ms).toBe(3_000);
    const well = past(HOUR, { issues: [issue('resolved')] });
    expect(stats(down(0), well, healed(2 * HOUR)).time_to_recover.mean_ms).toBe(3_000);
  });

  test('goes on over a run that could not look, and over runs of another environment', () => {
    const blind = past(HOUR, { looked: [] });
    const other = past(HOUR, { environment: 'production' });
    expect(stats(down(0), blind, other, healed(2 * HOUR)).time_to_recover.mean_ms).toBe(2 * HOUR + 3_000);
  });

  test('has a mean, a median and a longest, and is no negative one by a clock that was put back', () => {
    const times = stats(healed(0), healed(HOUR), healed(2 * HOUR, { actions: [heal(2 * HOUR - 9_000)] }));
    expect(times.time_to_recover).toEqual({ count: 3, mean_ms: 2_667, median_ms: 3_000, longest_ms: 3_000 });
    expect(stats(down(0)).time_to_recover).toEqual({ count: 0, mean_ms: null, median_ms: null, longest_ms: null });
  });
});

test('heal debt is what was healed in several runs of one environment, the worst first', () => {
  const twice = past(0, { actions: [heal(0), heal(1)] });
  expect(stats(twice).recurring).toEqual([]);
  const app = (atMs: number): PastRun => past(atMs, { actions: [heal(atMs, { target: 'app' })] });
  const elsewhere = healed(9, { environment: 'production' });
  const { recurring } = stats(twice, app(2), app(3), app(4), healed(5), elsewhere);
  expect(recurring.map(({ target, runs, heals }) => [target, runs, heals])).toEqual([
    ['app', 3, 3],
    ['redis', 2, 3],
  ]);
});

test('runs of drills are in no number, and are said', () => {
  const drill = healed(0);
  const { runs, heals } = statsOf({ runs: [drill, past(1)], damaged: [] }, new Set([drill.run]));
  expect(runs).toMatchObject({ total: 1, drills_left_out: 1 });
  expect(heals.attempts).toBe(0);
});

test('days are those of UTC', () => {
  const { days } = stats(healed(0), past(11 * HOUR), down(12 * HOUR));
  expect(days).toEqual([
    { day: '2025-01-10', runs: 2, allowed: 2, attempts: 1, healed: 1 },
    { day: '2025-01-11', runs: 1, allowed: 0, attempts: 0, healed: 0 },
  ]);
});
