import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaleError } from '../../../src/errors.ts';
import { freeDiskGb } from '../../../src/systems/preflight/disk.ts';
import preflight from '../../../src/systems/preflight/index.ts';
import { noProblem, openWorld } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';

let folder: string;
let world: HealWorld | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-preflight-'));
});
afterEach(async () => {
  await world?.end();
  await rm(folder, { recursive: true });
});

const connections = { redis: { url: 'redis://127.0.0.1:1' } };
const open = async (phase: object, env: Record<string, string> = {}, keep = 100): Promise<HealWorld> => {
  const config = { connections, phases: { preflight: phase }, reports: { directory: folder, keep } };
  return (world = await openWorld(preflight, config, env));
};

describe('a look at this machine', () => {
  test('passes where little is asked', async () => {
    const findings = await (await open({ min_free_disk_gb: 0, min_free_memory_percent: 0 })).findings();
    expect(findings.map(({ check, status }) => [check, status])).toEqual([
      ['disk_space', 'passed'],
      ['memory', 'passed'],
      ['environment', 'skipped'],
    ]);
    expect(findings.every(finding => finding.target === 'host')).toBe(true);
  });

  test('fails where more disk and memory is asked than any machine has', async () => {
    await open({ min_free_disk_gb: 1_000_000, min_free_memory_percent: 100 });
    expect(await world?.problem('disk_space_low')).toMatchObject({ status: 'failed', threshold: 1_000_000 });
    expect(await world?.finding('memory')).toMatchObject({ status: 'failed', issue: null });
  });

  test('names a variable that is missing or empty, and shows no value', async () => {
    await open({ required_env: ['SET', 'EMPTY', 'MISSING'] }, { SET: 'canary-value', EMPTY: '' });
    const environment = await world?.finding('environment');
    expect(environment?.message).toBe('not set, or empty: EMPTY, MISSING');
    expect(JSON.stringify(environment)).not.toContain('canary-value');
  });

  test('is not configured without any connection', () => {
    const settings = { connections: {} } as Parameters<typeof preflight.notConfigured>[0];
    expect(preflight.notConfigured(settings)).toBe('no connection is configured');
    expect(preflight.notConfigured({ ...settings, connections })).toBeNull();
  });
});

test('the free disk of a path that is not there yet is that of the directory above it', async () => {
  const here = await freeDiskGb(folder);
  expect(here).toBeGreaterThan(0);
  expect(Math.abs(Number(await freeDiskGb(path.join(folder, 'not', 'yet'))) - Number(here))).toBeLessThan(1);
  expect(await freeDiskGb('/dev/null/nothing')).not.toBe(0);
});

describe('emergency_cleanup', () => {
  const problem = noProblem('preflight', 'disk_space_low', 'host');
  const runs = ['20250101_000000', '20250102_000000', '20250103_000000', '20250104_000000'];

  test('deletes the reports beyond reports.keep, oldest first, and nothing else; twice is harmless', async () => {
    for (const name of [...runs, 'notes', '2025', '20240103_000000_2']) await mkdir(path.join(folder, name));
    for (const name of [...runs, 'notes', '2025']) await writeFile(path.join(folder, name, 'report.json'), '{}');
    // The only copy of what was moved out of a container.
    await mkdir(path.join(folder, '20240901_000000'));
    for (const name of ['report.json', 'state-app-1.tar'])
      await writeFile(path.join(folder, '20240901_000000', name), '');
    await writeFile(path.join(folder, '20240101_000000'), 'a file of that name');
    await symlink('/etc', path.join(folder, '20240102_000000'));
    await symlink(runs[3] ?? '', path.join(folder, 'latest'));
    const here = await open({}, {}, 2);
    const draft = await here.draft('emergency_cleanup', problem);
    expect(draft.steps.join()).toContain('20250101_000000, 20250102_000000');
    expect((await here.heal('emergency_cleanup', problem, draft)).changed).toEqual({
      deleted_reports: 2,
      deleted_images: 0,
    });
    const left = [
      '20240101_000000',
      '20240102_000000',
      '20240103_000000_2',
      '20240901_000000',
      '2025',
      '20250103_000000',
      '20250104_000000',
      'latest',
      'notes',
    ];
    expect((await readdir(folder)).sort()).toEqual(left);
    await expect(here.heal('emergency_cleanup', problem, draft)).rejects.toThrow(StaleError);
    expect((await readdir(folder)).sort()).toEqual(left);
  });

  test('is unavailable where nothing is old, and says what to look at', async () => {
    for (const name of runs) await mkdir(path.join(folder, name));
    const { unavailable } = await (await open({})).draft('emergency_cleanup', problem);
    expect(unavailable).toContain('docker system df');
    expect(await readdir(folder)).toHaveLength(4);
  });
});
