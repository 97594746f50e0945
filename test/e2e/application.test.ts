import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { practiceConfig } from '../../src/practice/config.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import { faults } from '../../src/practice/faults.ts';
import type { Desk } from './orixoon.ts';
import { desk } from './orixoon.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

const prefix = 'appheal-';
let lab: Practice;
beforeAll(async () => void (lab = await practice(prefix)));
afterEach(() => lab.mend());
afterAll(() => lab.down());

const actionsOf = (at: Desk) => at.report().auto_healing.actions;

describe('PostgreSQL is stopped, and 75 errors were logged over it', () => {
  const stopPostgres = () => lab.docker.getContainer(`${prefix}tsh_postgres`).stop();
  const started = [{ action: 'start_container', target: `${prefix}tsh_postgres`, success: true }];

  test('one action, PostgreSQL is started: the errors from before fail nothing after', async () => {
    await stopPostgres();
    await faults.high_error_rate.inject(lab.stack, lab.docker);
    const at = lab.desk();
    const run = await at.run('--auto-heal');
    expect(run.exitCode, run.stdout).toBe(0);
    expect(actionsOf(at)).toMatchObject(started);
    expect(actionsOf(at)).toHaveLength(1);
    const issue = at.report().issues.find(({ type }) => type === 'high_error_rate');
    expect(issue).toMatchObject({ outcome: 'blocked_by', blocked_by: `container_not_running ${prefix}tsh_postgres` });
  });

  test('nor do they in a log file, of an application without a container', async () => {
    await stopPostgres();
    const log_file = join(mkdtempSync(join(tmpdir(), 'orixoon-log-')), 'app.log');
    const now = new Date().toISOString();
    writeFileSync(log_file, `${now} ERROR the database is gone\n`.repeat(75));
    const config = practiceConfig(lab.stack, { auto_healing: { stabilization: { interval_seconds: 0.2 } } });
    const at = desk({ ...config, phases: { ...(config['phases'] as ConfigPart), application: { log_file } } });
    const run = await at.run('--auto-heal');
    expect(run.exitCode, run.stdout).toBe(0);
    expect(actionsOf(at)).toMatchObject(started);
    expect(at.report().issues.map(({ type }) => type)).toContain('high_error_rate');
  });
});

describe('a crash loop whose cleared state was no cure', () => {
  const closers: (() => void)[] = [];
  afterEach(() => closers.splice(0).forEach(close => close()));

  /** A health URL that answers what `status` says at the time. */
  async function healthUrl(status: () => number): Promise<string> {
    const server = createServer((_, response) => response.writeHead(status()).end());
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => (server.closeAllConnections(), server.close()));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
  }
  const atDesk = (health_url: string): Desk =>
    lab.desk({
      auto_healing: { max_healing_attempts: 1, stabilization: { timeout_seconds: 3, interval_seconds: 0.2 } },
      phases: { application: { health_url } },
    });
  /** The saved state of the application, as an archive. */
  async function savedState(): Promise<string> {
    const chunks: Buffer[] = [];
    const path = '/var/lib/tsh/state/session.json';
    for await (const chunk of await lab.docker.getContainer(`${prefix}app`).getArchive({ path }))
      chunks.push(Buffer.from(chunk as Buffer));
    return Buffer.concat(chunks).toString('latin1');
  }
  const BROKEN = '{"version": 1, "sess';

  function expectPutBack(at: Desk, why: string): void {
    const [action] = actionsOf(at);
    expect(actionsOf(at)).toHaveLength(1);
    expect(action).toMatchObject({ action: 'clear_state_and_restart', success: false, outcome: 'unhealed' });
    expect(action?.changed).toEqual({ restarted: 1, moved_paths: 1, put_back_paths: 1 });
    expect(action?.details).toContain(why);
    expect(action?.details).toMatch(/state was put back: \/var\/lib\/tsh\/state\/session\.json/);
    const copy = /copy: (\S+?)\)/.exec(action?.details ?? '')?.[1] ?? '';
    expect(readFileSync(copy, 'latin1')).toContain(BROKEN);
    expect(at.read('healing_actions.log')).toMatch(/ERROR \| clear_state_and_restart .*did not heal .*was put back/);
    const issue = at.report().issues.find(({ type }) => type === 'crash_loop');
    expect(issue?.outcome).toBe('unhealed');
  }

  test('it stays up, but does not answer its health URL: unhealed, and the state is put back', async () => {
    await faults.crash_loop.inject(lab.stack, lab.docker);
    const at = atDesk(await healthUrl(() => 500));
    const run = await at.run('--auto-heal', '--yes');
    expect(run.exitCode, run.stdout).toBe(1);
    expectPutBack(at, 'but the re-test says: the health URL answers 500');
    expect(await savedState()).toContain(BROKEN);
  });

  test('it passes the re-test, but not the last look: the state is put back then', async () => {
    await faults.crash_loop.inject(lab.stack, lab.docker);
    const isHealed = (): boolean => at.read('events.ndjson').includes('"type":"heal:finish"');
    const at = atDesk(await healthUrl(() => (isHealed() ? 500 : 200)));
    const run = await at.run('--auto-heal', '--yes');
    expect(run.exitCode, run.stdout).toBe(1);
    expectPutBack(at, 'but the last look failed');
    expect(await savedState()).toContain(BROKEN);
  });
});
