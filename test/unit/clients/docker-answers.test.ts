import { describe, expect, test } from 'vitest';
import { memoryCgroup, usedMemory } from '../../../src/clients/docker-cgroup.ts';
import { engineAddress, shownHost } from '../../../src/clients/docker-host.ts';
import { possibleOwnIds } from '../../../src/clients/docker-self.ts';
import { toProcesses } from '../../../src/clients/docker-top.ts';
import { toRow } from '../../../src/clients/docker-view.ts';

describe('engineAddress', () => {
  test.each([
    ['unix:///run/docker.sock', { socketPath: '/run/docker.sock', host: undefined }],
    ['/run/docker.sock', { socketPath: '/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { socketPath: '//./pipe/docker_engine' }],
    ['tcp://10.0.0.1', { host: '10.0.0.1', port: '2375', protocol: 'http' }],
    ['tcp://10.0.0.1:2376', { host: '10.0.0.1', port: '2376', protocol: 'https' }],
    ['tcp://[::1]:2375', { host: '::1', port: '2375' }],
    ['http://proxy/docker', { host: 'proxy', port: '80', protocol: 'http', pathPrefix: '/docker' }],
    ['https://engine:8443', { host: 'engine', port: '8443', protocol: 'https' }],
    ['ssh://deploy@engine:2222', { host: 'engine', port: '2222', protocol: 'ssh', username: 'deploy' }],
    ['ssh://engine', { host: 'engine', port: undefined, protocol: 'ssh', username: undefined }],
  ])('%s', (host, expected) => {
    expect(engineAddress(host, {})).toMatchObject(expected);
  });

  test('DOCKER_TLS_VERIFY makes tcp:// speak TLS', () => {
    expect(engineAddress('tcp://engine:2375', { DOCKER_TLS_VERIFY: '1' }).protocol).toBe('https');
  });

  test.each(['', 'docker', 'ftp://engine', 'tcp://'])('"%s" is no host', host => {
    expect(() => engineAddress(host, {})).toThrow(/expected unix/);
  });

  test('no user or password is shown', () => {
    expect(shownHost('tcp://me:secret@engine:2375')).toBe('tcp://engine:2375');
    expect(shownHost('unix:///run/user@1/docker.sock')).toBe('unix:///run/user@1/docker.sock');
  });
});

describe('memoryCgroup', () => {
  const id = 'ab'.repeat(32);
  const v1 = { usage: 'memory.usage_in_bytes' };
  const v2 = { usage: 'memory.current' };

  test.each([
    ['v1', `9:cpu:/docker/${id}\n4:memory:/docker/${id}\n`, { ...v1, folder: `/sys/fs/cgroup/memory/docker/${id}` }],
    ['v1 beside v2', `4:memory:/docker/${id}\n0::/\n`, { ...v1, folder: `/sys/fs/cgroup/memory/docker/${id}` }],
    [
      'v2, and a group of its own below',
      `0::/system.slice/docker-${id}.scope/init\n`,
      { ...v2, folder: `/sys/fs/cgroup/system.slice/docker-${id}.scope` },
    ],
    ['of another container', `0::/system.slice/docker-${'cd'.repeat(32)}.scope\n`, null],
    ['of none', '0::/\n', null],
    ['seen from a namespace beside it', `0::/../docker-${id}.scope\n`, null],
  ])('%s', (_name, cgroups, expected) => expect(memoryCgroup(cgroups, id)).toEqual(expected));
});

describe('possibleOwnIds', () => {
  const id = 'ab'.repeat(32);
  const none = { cgroup: '0::/\n', mountinfo: '', hostname: 'machine' };

  test.each([
    ['cgroup v1', { ...none, cgroup: `12:pids:/docker/${id}\n11:cpu:/docker/${id}\n` }, [id]],
    ['cgroup v1 of Podman', { ...none, cgroup: `4:memory:/machine.slice/libpod-${id}.scope/container\n` }, [id]],
    ['systemd scope', { ...none, cgroup: `0::/system.slice/docker-${id}.scope\n` }, [id]],
    [
      'cgroup namespace',
      { ...none, mountinfo: `9 8 8:1 /var/lib/docker/containers/${id}/hostname /etc/hostname rw - ext4\n` },
      [id],
    ],
    [
      'cgroup namespace of Podman',
      { ...none, mountinfo: `9 8 0:2 /containers/overlay-containers/${id}/userdata/hosts /etc/hosts rw - tmpfs\n` },
      [id],
    ],
    ['host name', { ...none, hostname: id.slice(0, 12) }, [id.slice(0, 12)]],
    [
      "a host that sees its containers' mounts",
      { ...none, mountinfo: `9 8 0:1 / /var/lib/docker/containers/${id}/mounts/shm rw - tmpfs\n` },
      [],
    ],
    ['a host whose name could be that of a container', { ...none, hostname: 'redis' }, []],
  ])('%s', (_, traces, expected) => {
    expect(possibleOwnIds(traces)).toEqual(expected);
  });
});

describe('toProcesses', () => {
  test('our own columns', () => {
    const rows = [
      ['10', '1', 'Ssl', 'uvicorn', '/usr/bin/python3 /usr/bin/uvicorn app:app'],
      ['11', '10', 'Z', 'python3', '<defunct>'],
    ];
    expect(toProcesses(['PID', 'PPID', 'STAT', 'COMMAND', 'COMMAND'], rows)).toEqual([
      { pid: 10, ppid: 1, state: 'S', name: 'uvicorn', command: '/usr/bin/python3 /usr/bin/uvicorn app:app' },
      { pid: 11, ppid: 10, state: 'Z', name: 'python3', command: '<defunct>' },
    ]);
  });

  test('those of ps -ef', () => {
    const titles = ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'];
    const row = (pid: string, command: string) => ['root', pid, '1', '0', '10:00', '?', '00:00:00', command];
    expect(
      toProcesses(titles, [
        row('7', '/usr/sbin/nginx -g'),
        row('8', 'postgres: walwriter'),
        row('9', '[sh] <defunct>'),
      ]),
    ).toEqual([
      { pid: 7, ppid: 1, state: '', name: 'nginx', command: '/usr/sbin/nginx -g' },
      { pid: 8, ppid: 1, state: '', name: 'postgres', command: 'postgres: walwriter' },
      { pid: 9, ppid: 1, state: 'Z', name: 'sh', command: '[sh] <defunct>' },
    ]);
  });
});

describe('toRow', () => {
  const raw = { Id: 'i', Names: ['/web/redis', '/redis'], State: 'running', Labels: null };

  test.each([
    ['Up 2 minutes (healthy)', 'healthy'],
    ['Up 2 minutes (health: starting)', 'starting'],
    ['Up 2 minutes (unhealthy)', 'unhealthy'],
    ['Up 2 minutes', null],
  ])('%s', (Status, health) => {
    expect(toRow({ ...raw, Status })).toMatchObject({ name: 'redis', health, project: null });
  });
});

describe('usedMemory', () => {
  test.each([
    // cgroup v1, Docker Engine 20.10: the figures of the group alone, and with those below it.
    ['v1', { usage: 900, stats: { cache: 500, inactive_file: 1, total_inactive_file: 300 } }, 600, false],
    ['v1 without page cache', { usage: 900, stats: { inactive_file: 0, total_inactive_file: 0 } }, 900, false],
    // cgroup v2: the keys of memory.stat, and no total_.
    ['v2', { usage: 900, stats: { anon: 400, file: 500, active_file: 200, inactive_file: 300 } }, 600, false],
    ['a cache that is read later than the usage', { usage: 900, stats: { inactive_file: 901 } }, 900, false],
    // Podman 4.3.1 as it was seen: {"usage":3248128,"limit":268435456}.
    ['Podman', { usage: 3_248_128, limit: 268_435_456 }, 3_248_128, true],
    ['an empty breakdown', { usage: 900, stats: null }, 900, true],
  ])('%s', (_, memory, usedBytes, isWithCache) => {
    expect(usedMemory(memory)).toEqual({ usedBytes, isWithCache });
  });

  test('a container that does not run has none', () => expect(usedMemory({})).toBeNull());
});
