import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { askedOnce } from '../../../src/clients/asked-once.ts';
import type { Bounds } from '../../../src/clients/docker-connection.ts';

interface Open {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Answers that come when the test says so. */
function engine(ready: Promise<unknown> = Promise.resolve()) {
  const sent: Open[] = [];
  const send = <T>(): Promise<T> =>
    new Promise((resolve, reject) => void sent.push({ resolve: value => resolve(value as T), reject }));
  return { sent, get: askedOnce(send, () => ready) };
}

test('who asks in the same turn is told by the same answer, a failure too', async () => {
  const { sent, get } = engine();
  const both = [get('/containers/json', { all: true }), get('/containers/json', { all: true })];
  sent[0]?.resolve('two rows');
  expect(await Promise.all(both)).toEqual(['two rows', 'two rows']);
  const failing = [get('/info'), get('/info')];
  sent[1]?.reject(new Error('no'));
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(sent).toHaveLength(2);
});

test('who asks later gets no answer to an older question, be it under way still', async () => {
  const { sent, get } = engine();
  const first = get('/containers/a/json');
  await nextTurn();
  await nextTurn();
  const second = get('/containers/a/json');
  expect(sent).toHaveLength(2);
  sent[1]?.resolve('after');
  sent[0]?.resolve('before');
  expect(await Promise.all([first, second])).toEqual(['before', 'after']);
});

test('until it can be sent, a question is one', async () => {
  let ready = (): void => undefined;
  const { sent, get } = engine(new Promise<void>(resolve => (ready = resolve)));
  const first = get('/info');
  await nextTurn();
  const second = get('/info');
  expect(sent).toHaveLength(1);
  sent[0]?.resolve('one');
  expect(await Promise.all([first, second])).toEqual(['one', 'one']);
  ready();
  await nextTurn();
  await nextTurn();
  void get('/info');
  expect(sent).toHaveLength(2);
});

test('another question, other bounds and a signal of its own are not shared', () => {
  const { sent, get } = engine();
  const signal = new AbortController().signal;
  const asked: [string, Record<string, boolean>, Bounds][] = [
    ['/containers/a/top', {}, {}],
    ['/containers/b/top', {}, {}],
    ['/containers/a/top', { all: true }, {}],
    ['/containers/a/top', {}, { timeoutMs: 1 }],
    ['/containers/a/top', {}, { signal }],
    ['/containers/a/top', {}, { signal }],
    ['/containers/a/top', {}, { isRescue: true }],
  ];
  for (const [path, query, bounds] of asked) void get(path, query, bounds);
  expect(sent).toHaveLength(asked.length);
});
