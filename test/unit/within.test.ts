import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { within } from '../../src/within.ts';

const never = new AbortController().signal;

/** What the engine does when memory is short, at once. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test('comes in time though nobody but the listener remembers it, and garbage is collected meanwhile', async () => {
  const heard = vi.fn();
  (() => within(200, never).addEventListener('abort', heard))();
  // What a turn of the event loop has made is kept until its end.
  await nextTurn();
  collectGarbage();
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce(), 30_000);
});

test('is over with the other signal, for its reason, and then no more in time', async () => {
  const run = new AbortController();
  const bound = within(20, run.signal);
  run.abort('the run is over');
  expect(bound).toMatchObject({ aborted: true, reason: 'the run is over' });
  expect(within(20, run.signal)).toMatchObject({ aborted: true, reason: 'the run is over' });
  const late = within(20, never);
  await vi.waitFor(() => expect(late.aborted).toBe(true), 30_000);
  expect(late.reason).toMatchObject({ name: 'TimeoutError', message: 'not done within 20 ms' });
  expect(bound.reason).toBe('the run is over');
});
