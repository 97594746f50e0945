import { describe, expect, test } from 'vitest';
import { Redis } from 'ioredis';
import { noProblem } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';
import { issuesOf, redisBench, statusesOf, withLogin } from './redis-world.ts';

const { server, worldOf, endAfter } = redisBench();

/** Why the restart that `redis_not_responding` would call for cannot be planned, with a container that could be restarted. */
const restartOf = async (world: HealWorld): Promise<string | null> =>
  (await world.draft('restart_redis', noProblem('redis', 'redis_not_responding', 'redis'))).unavailable;

describe('what is not "not responding" is told as what it is', () => {
  test('NOAUTH and WRONGPASS: could not look', async () => {
    const started = await server({ args: ['--requirepass', 'opensesame'], login: ':opensesame' });
    for (const [url, word] of [
      [started.url, 'NOAUTH'],
      [withLogin(started, ':wr0ng-s3cret'), 'WRONGPASS'],
    ] as const) {
      const world = await worldOf(started, { url, docker: true });
      const findings = await world.findings();
      expect(statusesOf(findings)).toEqual({ ping: 'error', memory: 'skipped', writes: 'skipped' });
      expect(issuesOf(findings)).toEqual([]);
      expect(await restartOf(world)).toContain(word);
      expect(findings[0]?.message).toContain(word);
      expect(JSON.stringify(findings)).not.toContain('wr0ng-s3cret');
    }
    const right = await worldOf(started, { url: withLogin(started, ':opensesame') });
    expect(statusesOf(await right.findings())).toMatchObject({ ping: 'passed' });
  });

  test('a password that the server does not want: could not look, and nothing is printed', async () => {
    const started = await server();
    const ping = await (await worldOf(started, { url: withLogin(started, ':needless') })).finding('ping');
    expect(ping).toMatchObject({ status: 'error', issue: null, evidence: { fault: 'auth' } });
  });

  test('maxclients: Redis serves nobody, and no restart is offered; every time', async () => {
    const started = await server({ args: ['--maxclients', '1'] });
    const world = await worldOf(started, { docker: true });
    const holder = new Redis(started.url, { protocol: 2, retryStrategy: null });
    endAfter({ end: () => holder.quit().then(() => undefined) });
    await holder.ping();
    for (let round = 0; round < 50; round++)
      expect(await world.finding('ping')).toMatchObject({
        status: 'failed',
        issue: null,
        evidence: { fault: 'maxclients' },
      });
    expect(issuesOf(await world.findings())).toEqual([]);
    expect(await restartOf(world)).toContain('max number of clients');
  });

  test('LOADING: not yet, with an end to the waiting, and then it passes', async () => {
    const started = await server();
    const world = await worldOf(started, { phase: { memory_high_percent: 1 } });
    await started.ask('DEBUG', 'POPULATE', 4000, 'load', 200);
    await started.ask('CONFIG', 'SET', 'loading-process-events-interval-bytes', 1024, 'key-load-delay', 5000);
    const reload = started.ask('DEBUG', 'RELOAD');
    await expect.poll(async () => (await world.finding('ping')).evidence['fault'], { interval: 20 }).toBe('loading');
    const findings = await world.findings();
    expect(statusesOf(findings)).toEqual({ ping: 'error', memory: 'skipped', writes: 'skipped' });
    const pendingMs = (findings[0]?.pendingUntil ?? 0) - Date.now();
    expect(pendingMs).toBeGreaterThan(1000);
    expect(pendingMs).toBeLessThanOrEqual(600_000);
    const restart = await world.draft('restart_redis', noProblem('redis', 'redis_not_responding', 'redis'));
    expect(restart.unavailable).toContain('loading');
    await started.ask('CONFIG', 'SET', 'key-load-delay', 0);
    await reload;
    expect(statusesOf(await world.findings())).toMatchObject({ ping: 'passed' });
  });

  test('a read-only replica: writes fail, nothing is healed on it', async () => {
    const started = await server({ args: ['--replicaof', '127.0.0.1', '1', '--maxmemory', '64mb'] });
    const world = await worldOf(started);
    const findings = await world.findings();
    expect(statusesOf(findings)).toEqual({ ping: 'passed', memory: 'passed', writes: 'failed' });
    expect(findings[2]).toMatchObject({ issue: null });
    expect(findings[2]?.message).toContain('READONLY');
    for (const action of ['restart_redis', 'flush_expiring_keys', 'clear_expired_keys', 'clear_all_cache'])
      expect((await world.draft(action, noProblem('redis', 'redis_memory_full', 'redis'))).unavailable).toContain(
        'replica',
      );
  });

  test('MISCONF: writes fail, and no restart is offered', async () => {
    const dir = '/tmp/redis-data';
    const entrypoint = ['sh', '-c', `mkdir ${dir} && exec redis-server --dir ${dir} "$@"`, 'sh'];
    const started = await server({ entrypoint, args: ['--save', '3600 1'] });
    const world = await worldOf(started);
    expect(statusesOf(await world.findings())).toMatchObject({ writes: 'passed' });
    await started.exec('rm', '-r', dir);
    await started.ask('SET', 'change', 1);
    await started.ask('BGSAVE');
    await expect.poll(async () => (await world.finding('writes')).status).toBe('failed');
    const findings = await world.findings();
    expect(statusesOf(findings)).toMatchObject({ ping: 'passed', writes: 'failed' });
    expect(issuesOf(findings)).toEqual([]);
    expect(findings[2]?.message).toContain('MISCONF');
    const restart = await world.draft('restart_redis', noProblem('redis', 'redis_not_responding', 'redis'));
    expect(restart.unavailable).toContain('could not save');
    await started.ask('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    expect(await world.finding('writes')).toMatchObject({ status: 'warning' });
  });

  test('an ACL that denies PING, or INFO: could not look at just that', async () => {
    const started = await server();
    await started.addUser('noping', '~* +@all -ping');
    await started.addUser('noinfo', '~* +@all -info');
    const withoutPing = await worldOf(started, { url: withLogin(started, 'noping:pw'), docker: true });
    const noPing = await withoutPing.findings();
    expect(statusesOf(noPing)).toEqual({ ping: 'error', memory: 'skipped', writes: 'passed' });
    expect(noPing[0]?.message).toContain('NOPERM');
    const withoutInfo = await worldOf(started, { url: withLogin(started, 'noinfo:pw'), docker: true });
    const noInfo = await withoutInfo.findings();
    expect(statusesOf(noInfo)).toEqual({ ping: 'passed', memory: 'error', writes: 'error' });
    expect(issuesOf([...noPing, ...noInfo])).toEqual([]);
    expect(await restartOf(withoutInfo)).toContain('NOPERM');
    // INFO tells that it is alive: were it asked all the same, nothing would be done.
    const problem = noProblem('redis', 'redis_not_responding', started.container);
    await expect(withoutPing.heal('restart_redis', problem)).rejects.toThrow('answers again');
  });

  test('an ACL with just the rights of the look is enough for it, without CLIENT and CONFIG', async () => {
    const started = await server({ args: ['--maxmemory', '64mb'] });
    await started.addUser('looker', '+ping +info');
    const findings = await (await worldOf(started, { url: withLogin(started, 'looker:pw') })).findings();
    expect(statusesOf(findings)).toEqual({ ping: 'passed', memory: 'passed', writes: 'passed' });
  });
});
