import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { whyNoAnswer } from '../../src/practice/docker-at.ts';
import { enginePaths, readState } from '../../src/practice/engine-state.ts';
import { closeEngine, openEngine } from '../../src/practice/engine.ts';
import { isThere } from '../../src/practice/packages.ts';
import { quiet } from './practice-stack.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('DOCKER_HOST that does not answer is an error that names it, never a reason to start another engine', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock');
  await expect(openEngine({ say: quiet })).rejects.toThrow(
    /DOCKER_HOST names unix:\/\/\/nowhere\/docker.sock, which does not answer: .*ENOENT/,
  );
});

test('DOCKER_HOST that answers is used as it is', async () => {
  const { host } = await openEngine({ say: quiet });
  vi.stubEnv('DOCKER_HOST', host);
  expect(await openEngine({ say: quiet })).toEqual({ host, isPrivate: false, isNew: false });
});

test('two that open one private engine at once get the same one; closing it leaves nothing', async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'practice-'));
  const stateDir = path.join(parent, 'state');
  const { socket, runDir } = enginePaths(stateDir);
  try {
    const engines = await Promise.all([openEngine({ say: quiet, stateDir }), openEngine({ say: quiet, stateDir })]);
    expect(new Set(engines.map(engine => engine.host)).size).toBe(1);
    // Where the machine has an engine of its own, that one is taken, and there is nothing to start or close.
    expect(engines.filter(engine => engine.isNew)).toHaveLength(engines[0].isPrivate ? 1 : 0);
    if (!engines[0].isPrivate) return;
    expect(await openEngine({ say: quiet, stateDir })).toEqual({
      host: `unix://${socket}`,
      isPrivate: true,
      isNew: false,
    });
    const { engine } = await readState(stateDir);
    await closeEngine(stateDir, quiet);
    expect(await whyNoAnswer(`unix://${socket}`)).toMatch(/ENOENT/);
    expect(await isThere(stateDir)).toBe(false);
    expect(await isThere(runDir)).toBe(false);
    expect(await isThere(`/proc/${engine?.pid ?? 0}`)).toBe(false);
    expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain(stateDir);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});

test('closing what was never opened is no error', async () => {
  const stateDir = path.join(tmpdir(), 'practice-that-never-was');
  await closeEngine(stateDir, quiet);
  expect(await isThere(stateDir)).toBe(false);
});
