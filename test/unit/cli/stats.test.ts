import { expect, test } from 'vitest';
import { plain } from '../../../src/cli/plain.ts';
import { sparkline } from '../../../src/cli/stats-days.ts';
import { statsText } from '../../../src/cli/stats.ts';
import { statsOf } from '../../../src/report/stats.ts';
import { HOSTILE, OBEYED, ORDERS } from '../report/hostile.ts';

test('a sparkline is as high as its greatest number; nothing is a dot, something never is', () => {
  expect(sparkline([0, 1, 4, 8], true)).toBe('.▁▄█');
  expect(sparkline([0, 1, 4, 8], false)).toBe('.148');
  expect(sparkline([0, 1, 1000], true)).toBe('.▁█');
  expect(sparkline([0, 0], true)).toBe('..');
});

/** Two runs on two days, in which the same was healed; its words are given. */
const told = (word: string, hasBlocks = true): string => {
  const startedMs = Date.UTC(2025, 0, 10, 12);
  const run = (name: string, atMs: number) => ({
    ...{ run: name, environment: word, startedMs: atMs, exitName: 'ALLOW', isAllowed: true, looked: [] },
    issues: [{ phase: 'containers', type: word, target: word, outcome: 'healed' }],
    actions: [{ issue: word, target: word, action: word, isHealed: true, startedMs: atMs, durationMs: 2_000 }],
  });
  const runs = [run('20250110_120000', startedMs), run('20250111_120000', startedMs + 86_400_000)];
  return statsText(statsOf({ runs, damaged: [{ run: 'x', why: word }] }, new Set()), hasBlocks, { color: plain });
};

test('the text says what was counted, how, and what was left out', () => {
  expect(told('redis')).toMatchInlineSnapshot(`
    "2 runs on redis, 2025-01-10 to 2025-01-11
      ALLOW 2
      left out, for they cannot be read: 1 run
        x: redis

    2 of 2 heals succeeded: 100.0%  (aim: more than 80 %)
      issue  action  attempts  healed  rate
      redis  redis   2         2       100.0%

    Time to recover  mean 2.0 s, median 2.0 s, longest 2.0 s
      from the start of the run that first saw the issue to the re-test that passed
    Time to heal     mean 2.0 s, median 2.0 s, longest 2.0 s
      from the start of the heal that cured to the re-test that passed

    Heal debt: healed again and again, so the cause is still there
      redis  redis  redis  2 heals in 2 runs  last 2025-01-11

    Trend
      the last 2 runs, the oldest first:  ++
        . ALLOW   + ALLOW after heals   B BLOCK
        ? INCONCLUSIVE   A APPROVAL   ! cut short
      runs a day  ██  most 1
      blocked     ..  most 0
      heals       ██  most 1"
  `);
});

test('without blocks it is plain ASCII', () => {
  expect(told('redis', false)).toMatch(/^[\n -~]*$/);
});

test.each(HOSTILE)('a hostile name steers nothing: %j', word => {
  for (const line of told(word).split('\n')) expect(line).not.toMatch(OBEYED);
  expect(told(word)).not.toMatch(ORDERS);
});
