import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, load, problemsOf } from './config-on-disk.ts';

const home = join(folder, 'home');
const docker = join(home, '.docker');
const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex');
const tlsOf = (name: string): string => join(docker, 'contexts', 'tls', hashOf(name), 'docker');

function addContext(name: string, endpoint: object): void {
  const meta = join(docker, 'contexts', 'meta', hashOf(name));
  mkdirSync(meta, { recursive: true });
  writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: endpoint } }));
}

beforeAll(() => {
  addContext('far', { Host: 'ssh://deploy@far', SkipTLSVerify: false });
  addContext('sealed', { Host: 'tcp://engine:2376', SkipTLSVerify: false });
  mkdirSync(tlsOf('sealed'), { recursive: true });
  addContext('lax', { Host: 'tcp://engine:2376', SkipTLSVerify: true });
  addContext('empty', {});
});

const use = (currentContext: unknown): void =>
  writeFileSync(join(docker, 'config.json'), JSON.stringify({ currentContext }));

const left = '{ "connections": { "docker": {} } }';
const written = '{ "connections": { "docker": { "host": "${DOCKER_HOST:-unix:///var/run/docker.sock}" } } }';
const own = '{ "connections": { "docker": { "host": "unix:///var/run/docker.sock" } } }';
const nowhere = { DOCKER_HOST: '', HOME: home };

describe('which engine is meant, in the order of the docker command', () => {
  test.each([
    ['DOCKER_HOST before DOCKER_CONTEXT', left, { DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'far' }, 'tcp://a:1'],
    ['DOCKER_CONTEXT before the current one', left, { DOCKER_CONTEXT: 'sealed' }, 'tcp://engine:2376'],
    ['the current context', left, {}, 'ssh://deploy@far'],
    ['the current context, where the default is written out', written, {}, 'ssh://deploy@far'],
    ['the default one by name', left, { DOCKER_CONTEXT: 'default' }, 'unix:///var/run/docker.sock'],
    ['DOCKER_CONFIG for ~/.docker', left, { HOME: '/nowhere', DOCKER_CONFIG: docker }, 'ssh://deploy@far'],
    ['what the config says itself', own, { DOCKER_CONTEXT: 'sealed' }, 'unix:///var/run/docker.sock'],
  ])('%s', (_, text, env, host) => {
    use('far');
    expect(load(text, { HOME: home, ...env }).settings.connections.docker?.host).toBe(host);
  });

  test('the certificates of a context, and whether it checks', () => {
    const tls = (name: string) => load(left, { ...nowhere, DOCKER_CONTEXT: name }).settings.connections.docker?.tls;
    expect(tls('sealed')).toEqual({ directory: tlsOf('sealed'), isChecked: true });
    expect(tls('lax')).toEqual({ directory: null, isChecked: false });
    expect(tls('far')).toBeUndefined();
  });

  test('where no Docker is wanted, no context is read', () => {
    use('gone');
    expect(load('{}', nowhere).settings.connections.docker).toBeUndefined();
  });
});

describe('a context that cannot be used is a flaw of the config', () => {
  test.each([
    [
      'gone',
      /no docker context "gone", which DOCKER_CONTEXT names; there are "default", "empty", "far", "lax", "sealed"/,
    ],
    ['empty', /the docker context "empty" names no engine/],
  ])('%s', (name, message) => {
    const [problem] = problemsOf(left, { ...nowhere, DOCKER_CONTEXT: name });
    expect(problem?.message).toMatch(message);
    expect(problem?.pointer).toBe('/connections/docker/host');
  });

  test('the current one is gone; the file of the docker command is broken', () => {
    use('gone');
    expect(problemsOf(left, nowhere)[0]?.message).toMatch(/"gone", which .*config\.json names/);
    writeFileSync(join(docker, 'config.json'), '{');
    expect(problemsOf(left, nowhere)[0]?.message).toMatch(/config\.json, .* cannot be read: it is no JSON/);
  });
});

describe('without a context, the first socket that is there', () => {
  const env = { HOME: '/home/me', XDG_RUNTIME_DIR: '/run/user/7' };
  test.each([
    ['/var/run/docker.sock', '/run/user/7/docker.sock'],
    ['/run/user/7/docker.sock', '/home/me/.docker/run/docker.sock'],
    ['/home/me/.docker/run/docker.sock', '/run/podman/podman.sock'],
    ['/run/podman/podman.sock', '/run/user/7/podman/podman.sock'],
    ['/run/user/7/podman/podman.sock', 'none'],
  ])('%s before %s', (first, next) => {
    const { docker: found } = load(left, env, path => path === first || path === next).settings.connections;
    expect(found?.host).toBe(`unix://${first}`);
  });

  test('none: the usual one, whose absence is told when it is asked', () => {
    expect(load(left, env).settings.connections.docker?.host).toBe('unix:///var/run/docker.sock');
  });
});
