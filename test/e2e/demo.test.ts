import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockerAt } from '../../src/practice/docker-at.ts';
import { down } from '../../src/practice/stack.ts';
import { inspectIfThere } from '../../src/practice/container.ts';
import { orixoon } from './orixoon.ts';

const host = process.env['TEST_DOCKER_HOST'] ?? '';
const docker = dockerAt(host);

let folder: string;
let wasUp: boolean;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orixoon-demo-test-'));
  wasUp = (await inspectIfThere(docker, 'tsh_postgres')) !== undefined;
});
afterAll(async () => {
  if (!wasUp) await down(docker, '', () => undefined);
  rmSync(folder, { recursive: true, force: true });
});

const demo = (...flags: readonly string[]) =>
  orixoon(['demo', '--reports-dir', join(folder, 'reports'), ...flags], { DOCKER_HOST: host });

test('brings the stack up, breaks it, heals it, ends with ALLOW, exit 0 and the report; again in seconds', async () => {
  const first = await demo();
  expect(first.exitCode, first.stdout + first.stderr).toBe(0);
  for (const words of ['Breaking it', '🔧 HEALING', '✅ HEALED', 'ALLOW  exit 0', 'demo --down'])
    expect(first.stdout).toContain(words);
  const report = /Report +(\S+)/.exec(first.stdout)?.[1] ?? '';
  for (const name of ['report.json', 'report.html', 'junit.xml']) expect(existsSync(join(report, name))).toBe(true);
  const before = Date.now();
  const second = await demo();
  expect(second.exitCode, second.stdout + second.stderr).toBe(0);
  // Nothing is built and nothing is brought up: faults, heals and looks.
  expect(second.stdout).not.toContain('building');
  expect(Date.now() - before).toBeLessThan(180_000);
});

test('--keep leaves it broken, and the command that it prints heals it', async () => {
  const kept = await demo('--keep');
  expect([kept.exitCode, kept.stdout.includes('It is broken now')], kept.stderr).toEqual([0, true]);
  const words = /^ +orixoon (--config .*)$/m.exec(kept.stdout)?.[1]?.split(' ') ?? [];
  const reports = ['--reports-dir', join(folder, 'reports')];
  expect((await orixoon([...words.filter(word => word !== '--auto-heal'), ...reports])).exitCode).toBe(1);
  const healed = await orixoon([...words, ...reports]);
  expect(healed.exitCode, healed.stdout).toBe(0);
});
