import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { httpServer, silence, status } from '../integration/notify/http-server.ts';
import type { HostWorker } from './host-worker.ts';
import { hostWorker } from './host-worker.ts';
import { desk, orixoon, start } from './orixoon.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(...answers: Parameters<typeof httpServer>) {
  const server = await httpServer(...answers);
  closing.push(() => server.close());
  return server;
}

const phases = {
  preflight: { min_free_disk_gb: 0, min_free_memory_percent: 0 },
  workers: { expected: [{ name: 'w', match: 'no-such-process-anywhere' }] },
};
const hook = (url: string) => ({ notifications: { webhook: { url } } });

test('a BLOCK is told to all; exit code and verdict are those of a run that tells nobody; a dry run is not told', async () => {
  const server = await serve(status(200));
  const silent = desk({ phases });
  const notifications = {
    slack: { webhook_url: server.url('/slack') },
    discord: { webhook_url: server.url('/discord') },
    webhook: { url: server.url('/any') },
    notification_channels: ['slack', 'discord', 'webhook'],
  };
  const telling = desk({ phases, notifications });
  expect((await telling.run('--auto-heal', '--dry-run')).exitCode).toBe(1);
  expect(server.asked).toEqual([]);
  const [without, run] = [await silent.run(), await telling.run()];
  expect([without.exitCode, run.exitCode], run.stdout).toEqual([1, 1]);
  const { decision, reasons, run_id } = telling.report();
  expect({ decision, reasons }).toEqual({ decision: silent.report().decision, reasons: silent.report().reasons });
  expect(server.asked.map(({ path }) => path).sort()).toEqual(['/any', '/discord', '/slack']);
  const any = server.asked.find(({ path }) => path === '/any')?.body;
  expect(any).toMatchObject({ schema_version: 1, kind: 'end', decision: 'BLOCK', exit_code: 1, run_id, reasons });
});

test('a heal: one message at its begin, one at its end', async () => {
  const server = await serve(status(200));
  const worker: HostWorker = hostWorker();
  closing.push(() => worker.end());
  const at = worker.desk(hook(server.url('/')));
  const { exitCode, stdout } = await at.run('--auto-heal');
  expect(exitCode, stdout).toBe(0);
  // Two connections of their own: which of them the server hears first is not ours to say.
  const told = Object.fromEntries(server.asked.map(({ body }) => [(body as { kind: string }).kind, body]));
  expect(server.asked).toHaveLength(2);
  expect(told).toMatchObject({
    attempt: { decision: null, attempted: [{ issue: 'workers_down' }] },
    end: { decision: 'ALLOW', healed: [{ issue: 'workers_down' }], unhealed: [] },
  });
});

test('a channel that never answers: same exit code, an end within the bound, a warning without the address', async () => {
  const server = await serve(silence);
  const at = desk({ phases, ...hook(server.url('/s3cret-path')) });
  const begun = Date.now();
  const { exitCode, stdout, stderr } = await at.run('--output', 'json');
  expect([exitCode, (JSON.parse(stdout) as { decision: string }).decision], stderr).toEqual([1, 'BLOCK']);
  expect(Date.now() - begun).toBeLessThan(60_000);
  expect(stderr).toMatch(/warning: the notification by webhook was not delivered: no answer.*\nexit 1 BLOCK$/);
  expect(stdout + stderr + at.read('events.ndjson')).not.toContain('s3cret-path');
  expect(at.read('events.ndjson')).toContain('was not delivered');
});

test('while it waits, the lock is free, and an interrupt ends the waiting', async () => {
  let asked = (): void => undefined;
  const isAsked = new Promise<void>(resolve => (asked = resolve));
  const server = await serve(() => asked());
  const at = desk({ phases, ...hook(server.url('/')) });
  const run = start(['--config', at.config]);
  await isAsked;
  const events = realpathSync(join(at.reports, 'latest', 'events.ndjson'));
  const config = join(at.folder, 'quiet.json');
  const { environment } = at.report();
  writeFileSync(config, JSON.stringify({ environment, phases }));
  const second = await orixoon(['--config', config]);
  expect(second.exitCode, second.stderr).toBe(1); // not 5: LOCKED
  const begun = Date.now();
  run.kill('SIGINT');
  expect((await run).exitCode).toBe(1);
  expect(Date.now() - begun).toBeLessThan(8000);
  // The verdict was told: what comes after it is no part of the run any more.
  expect(readFileSync(events, 'utf8')).not.toContain('"interrupt"');
});

test('notify --test: 0 where all take it, 1 where one does not, 2 where there is none or it is not asked', async () => {
  const server = await serve(status(200));
  const good = desk(hook(server.url('/')));
  expect(await good.run('notify', '--test')).toMatchObject({ exitCode: 0, stdout: '  webhook: ok\nexit 0 OK' });
  expect(server.asked).toMatchObject([{ body: { kind: 'test' } }]);
  const url = (await serve(status(404))).url('/s3cret-path');
  const bad = await desk({ notifications: { webhook: { url: server.url('/') }, slack: { webhook_url: url } } }).run(
    'notify',
    '--test',
  );
  expect(bad).toMatchObject({ exitCode: 1, stdout: '  slack: failed: answered 404\n  webhook: ok\nexit 1 FAILED' });
  expect((await desk({}).run('notify', '--test')).exitCode).toBe(2);
  expect((await good.run('notify')).exitCode).toBe(2);
});
