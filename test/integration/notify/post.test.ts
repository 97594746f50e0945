import { afterEach, describe, expect, test } from 'vitest';
import { postJson } from '../../../src/notify/post.ts';
import { httpServer, silence, status } from './http-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(...answers: Parameters<typeof httpServer>) {
  const server = await httpServer(...answers);
  open.push(server);
  return server;
}

const post = (url: string, forMs = 8000, signal = AbortSignal.timeout(forMs)): Promise<void> =>
  postJson(url, { text: 'x' }, Date.now() + forMs, signal);

describe('a webhook', () => {
  test('takes it at once', async () => {
    const server = await serve(status(204));
    await post(server.url('/s3cret'));
    expect(server.asked).toMatchObject([{ path: '/s3cret', body: { text: 'x' } }]);
  });

  test('429 with Retry-After: asked again, not before that', async () => {
    const server = await serve(status(429, { 'retry-after': '1' }), status(200));
    await post(server.url('/'));
    const [first, second] = server.asked;
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('503, then ok', async () => {
    const server = await serve(status(503), status(200));
    await post(server.url('/'));
    expect(server.asked).toHaveLength(2);
  });

  test('a longer Retry-After than there is time is not waited for', async () => {
    const server = await serve(status(429, { 'retry-after': '3600' }));
    await expect(post(server.url('/s3cret'))).rejects.toThrow(/^answered 429; tried 1 times/);
    expect(server.asked).toHaveLength(1);
  });

  test('400 is final', async () => {
    const server = await serve(status(400));
    await expect(post(server.url('/s3cret'))).rejects.toThrow(/^answered 400$/);
    expect(server.asked).toHaveLength(1);
  });

  test('a redirect is not followed', async () => {
    const other = await serve(status(200));
    const server = await serve(status(307, { location: other.url('/') }));
    await expect(post(server.url('/'))).rejects.toThrow(/answered 307: it points elsewhere/);
    expect(other.asked).toEqual([]);
  });

  test('nobody answers, nobody is there: an end within the time, and no part of the address in the reason', async () => {
    const server = await serve(silence);
    const begun = Date.now();
    await expect(post(server.url('/s3cret'), 1000)).rejects.toThrow(/^no answer/);
    expect(Date.now() - begun).toBeLessThan(4000);
    await expect(post('http://127.0.0.1:1/s3cret', 1200)).rejects.toThrow(/^no answer: (?!.*s3cret)/);
  });
});
