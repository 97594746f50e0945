import { describe, expect, test } from 'vitest';
import type { ContainerView } from '../../../../src/clients/docker-types.ts';
import { healthAge, restartingForMs } from '../../../../src/systems/containers/ages.ts';

const view = (part: Partial<ContainerView>) => part as ContainerView;
const NOW = 1_000_000_000;

describe('restartingForMs', () => {
  const loop = (restartCount: number, finishedMsAgo: number, runMs = 100) =>
    view({
      state: 'restarting',
      restartCount,
      finishedAtMs: NOW - finishedMsAgo,
      startedAtMs: NOW - finishedMsAgo - runMs,
    });

  test.each([
    ['the first restart: only what has passed since the end', loop(1, 40), 40],
    ['four restarts: three pauses of 100, 200 and 400 ms, and the one of now', loop(4, 50), 750],
    ['pauses stop growing at a minute', loop(12, 0), 102_300 + 60_000],
    ['a run of ten seconds makes it a new loop', loop(12, 30, 10_000), 30],
    ['never ended: nothing is known', view({ state: 'removing', restartCount: 0, finishedAtMs: null }), 0],
    ['an end in the future counts as now', loop(1, -500), 0],
    [
      'removing has no loop',
      view({ state: 'removing', restartCount: 9, finishedAtMs: NOW - 7, startedAtMs: NOW - 8 }),
      7,
    ],
  ])('%s', (_, container, expected) => {
    expect(restartingForMs(container, NOW)).toBe(expected);
  });
});

describe('healthAge', () => {
  const health = (startPeriodMs: number, intervalMs: number, retries: number) => ({
    ...{ status: 'starting' as const, failingStreak: 0, timeoutMs: 0, lastOutput: null, lastExitCode: null },
    ...{ startPeriodMs, intervalMs, retries },
  });
  const reading = { nowMs: NOW, clockOffsetMs: 0, startingGraceMs: 60_000 };

  test('the longer patience wins', () => {
    const container = view({ startedAtMs: NOW - 5_000 });
    expect(healthAge(container, health(10_000, 1_000, 3), reading)).toEqual({ ageMs: 5_000, graceMs: 60_000 });
    expect(healthAge(container, health(30_000, 20_000, 3), reading).graceMs).toBe(90_000);
  });

  test("age is by the engine's clock", () => {
    const container = view({ startedAtMs: NOW + 60_000 });
    expect(healthAge(container, health(0, 0, 1), { ...reading, clockOffsetMs: 62_000 }).ageMs).toBe(2_000);
    expect(healthAge(container, health(0, 0, 1), reading).ageMs).toBe(0);
  });
});
