import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults, type PracticeIssue } from '../../src/practice/faults.ts';
import { looks } from '../practice/looks.ts';
import { openStack, untilHealthy, type TestStack } from '../practice/practice-stack.ts';

// In every run each of them is injected, seen by the same look, and healed: test/e2e/issues.test.ts. Here it is undone.

let own: TestStack;
beforeAll(async () => {
  own = await openStack();
});
afterAll(async () => {
  await own.close();
});

test.each(Object.entries(looks))('%s breaks the real thing and mends it again', async (issue, one) => {
  const { look, broken, well } = one;
  const { docker, stack } = own;
  const fault = faults[issue as PracticeIssue];
  expect(await look(stack, docker)).toEqual(well);
  try {
    await fault.inject(stack, docker);
    expect(await look(stack, docker)).toEqual(broken);
  } finally {
    await fault.undo(stack, docker);
  }
  expect(await look(stack, docker)).toEqual(well);
  await untilHealthy(stack.urls.app);
  await fault.undo(stack, docker);
});
