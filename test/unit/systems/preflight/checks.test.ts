import { describe, expect, test } from 'vitest';
import { checks } from '../../../../src/systems/preflight/checks.ts';
import { parseMeminfo } from '../../../../src/systems/preflight/machine-memory.ts';
import type { Reading } from '../../../../src/systems/preflight/probe.ts';
import type { Outcome } from '../../../../src/systems/system.ts';

const reading = (changes: Partial<Reading> = {}): Reading => ({
  settings: {
    ...{ enabled: true, critical: true, timeout_seconds: 10 },
    ...{ min_free_disk_gb: 5, min_free_memory_percent: 20, required_env: [] },
  },
  disks: [{ place: '/srv', freeGb: 50 }],
  memory: { availableBytes: 50, totalBytes: 100 },
  dockerUnseen: null,
  missingEnv: [],
  ...changes,
});

const outcome = (id: string, changes: Partial<Reading>): Outcome => {
  const [first] = [checks.find(check => check.id === id)?.evaluate(reading(changes)) ?? []].flat();
  if (first === undefined) throw new Error(`${id} said nothing`);
  return first;
};

describe('disk_space', () => {
  test.each([
    [5, 'passed', undefined],
    [4.999, 'failed', 'disk_space_low'],
  ])('%d GB of at least 5: %s', (freeGb, status, issue) => {
    const seen = outcome('disk_space', {
      disks: [
        { place: '/srv', freeGb: 900 },
        { place: '/var', freeGb },
      ],
    });
    expect([seen.status, seen.issue]).toEqual([status, issue]);
    expect(seen.evidence).toEqual({ path: '/var' });
  });

  test('is shown with the digits that tell it from its threshold', () => {
    expect(outcome('disk_space', { disks: [{ place: '/var', freeGb: 4.996 }] }).message).toContain('4.996 GB');
  });

  test('of a disk that cannot be looked at is not known, unless another is low', () => {
    const hidden = { place: '/hidden', freeGb: null };
    expect(outcome('disk_space', { disks: [hidden] }).status).toBe('error');
    expect(outcome('disk_space', { disks: [hidden, { place: '/srv', freeGb: 50 }] }).status).toBe('error');
    expect(outcome('disk_space', { disks: [hidden, { place: '/srv', freeGb: 1 }] }).issue).toBe('disk_space_low');
  });
});

describe('memory', () => {
  test.each([
    [20, 'passed'],
    [19.999, 'failed'],
  ])('%d %% of at least 20: %s, and no issue', (availableBytes, status) => {
    const seen = outcome('memory', { memory: { availableBytes, totalBytes: 100 } });
    expect(seen).toMatchObject({ status });
    expect(seen.issue).toBeUndefined();
  });

  test('is read from the two lines that say it', () => {
    const text = 'MemTotal:       2048 kB\nMemFree:          10 kB\nMemAvailable:   1024 kB\n';
    expect(parseMeminfo(text)).toEqual({ availableBytes: 1024 * 1024, totalBytes: 2048 * 1024 });
    expect(parseMeminfo('MemTotal: 2048 kB\n')).toBeNull();
  });
});

test('environment names what is missing', () => {
  const settings = { ...reading().settings, required_env: ['A', 'B'] };
  expect(outcome('environment', {}).status).toBe('skipped');
  expect(outcome('environment', { settings }).status).toBe('passed');
  const missing = outcome('environment', { settings, missingEnv: ['B'] });
  expect(missing).toMatchObject({ status: 'failed', message: 'not set, or empty: B' });
});
