import { expect, test, vi } from 'vitest';
import { keptFor } from '../../../src/clients/kept.ts';

test('who asks within the time is told the same, under way or told already; later it is asked again', async () => {
  let asked = 0;
  const ask = keptFor(50, () => Promise.resolve((asked += 1)));
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  expect(await ask()).toBe(1);
  await vi.waitUntil(async () => (await ask()) === 2);
  expect(asked).toBe(2);
});

test('a failure is told to all who wait for it, and is not kept', async () => {
  const answers = [Promise.reject(new Error('no')), Promise.resolve('yes')];
  const ask = keptFor(60_000, () => answers.shift() ?? Promise.reject(new Error('asked too often')));
  expect((await Promise.allSettled([ask(), ask()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask()).toBe('yes');
  expect(await ask()).toBe('yes');
});
