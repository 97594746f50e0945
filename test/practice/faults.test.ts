import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults, undoAll } from '../../src/practice/faults.ts';
import { fillPool } from '../../src/practice/faults/database.ts';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import { up } from '../../src/practice/stack.ts';
import { stale, stuck } from './looks.ts';
import { openStack, quiet, type TestStack } from './practice-stack.ts';

let own: TestStack;
beforeAll(async () => {
  own = await openStack();
});
afterAll(async () => {
  await own.close();
});

test('a pool can be filled to the last connection that the application may have', async () => {
  const { docker, stack } = own;
  try {
    await fillPool(stack, docker, 1);
    const refused = withDatabase({ ...stack, urls: { ...stack.urls, databaseAdmin: stack.urls.database } }, () =>
      Promise.resolve(),
    );
    await expect(refused).rejects.toMatchObject({ code: '53300' });
  } finally {
    await faults.connection_pool_exhausted.undo(stack, docker);
  }
});

test('many faults at once are undone at once', async () => {
  const { docker, stack } = own;
  for (const issue of ['stuck_transactions', 'sync_queue_stuck', 'redis_memory_full', 'container_unhealthy'] as const) {
    await faults[issue].inject(stack, docker);
  }
  await faults.container_stuck.inject(stack, docker);
  await faults.redis_not_responding.inject(stack, docker);
  await undoAll(stack, docker);
  const said: string[] = [];
  await up({ docker, host: stack.host, prefix: stack.prefix, say: line => said.push(line) });
  expect(said).toEqual([]);
  expect(await stuck(stack, docker)).toBe(0);
  expect(await stale(stack, docker)).toBe(0);
  await up({ docker, host: stack.host, prefix: stack.prefix, say: quiet });
});
