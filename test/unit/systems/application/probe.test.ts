import { describe, expect, test } from 'vitest';
import { DockerError } from '../../../../src/clients/errors.ts';
import type { Finding } from '../../../../src/core/finding.ts';
import application from '../../../../src/systems/application/index.ts';
import type { EarlierChecks, Look } from '../../../../src/systems/system.ts';

const MB = 2 ** 20;
const NOW = Date.parse('2025-01-10T12:00:00Z');
const identity = { id: 'c0ffee', startedAt: '2025-01-10T08:00:00Z' };
/** Samples of a steady rise, ten minutes apart. */
const risen: EarlierChecks = {
  checks: [100, 160, 220, 280, 340].map((mb, nth) => ({
    identity,
    evidence: { used_bytes: mb * MB, sampled_at: new Date(NOW - (5 - nth) * 600_000).toISOString() },
  })),
  damage: null,
};
const none: EarlierChecks = { checks: [], damage: null };

interface Given {
  readonly limitBytes?: number;
  /** Null: Docker has no figures. */
  readonly usedBytes: number | null;
  readonly earlier: EarlierChecks;
  readonly startedAt?: string;
  readonly trend?: boolean;
}

/** What the memory check says of a container, and since when its history was asked for. */
async function look(given: Given): Promise<{ memory: Finding | undefined; asked: readonly number[] }> {
  const { limitBytes = null, usedBytes, earlier, startedAt = identity.startedAt, trend = true } = given;
  const asked: number[] = [];
  const memory = (): Promise<unknown> =>
    usedBytes === null
      ? Promise.reject(new DockerError('other', 'Docker gives no memory figures for app'))
      : Promise.resolve({ usedBytes, limitBytes });
  const view = { ...identity, name: 'app', state: 'running', startedAt, startedAtMs: Date.parse(startedAt) };
  const settings = {
    container: 'app',
    error_pattern: 'ERROR',
    ...{ error_window_seconds: 300, max_errors: 50, memory_percent: 90, max_restarts: 3, restart_window_seconds: 600 },
    ...{ memory_trend: trend, memory_trend_min_seconds: 600 },
    ...{ memory_trend_horizon_seconds: 86_400, memory_trend_growth_percent: 100 },
  };
  const findings = await application.inspect({
    settings: {
      phases: { application: settings, containers: { starting_grace_seconds: 60 }, database: {}, redis: {} },
    },
    docker: {
      list: () => Promise.resolve([{ id: identity.id, name: 'app' }]),
      inspect: () => Promise.resolve({ ...view, memoryLimitBytes: limitBytes, restartCount: 0, restartPolicy: 'no' }),
      clockOffsetMs: () => Promise.resolve(0),
      countLogLines: () => Promise.resolve(0),
      memory,
    },
    history: {
      checks: (_: unknown, sinceMs: number) => {
        asked.push(sinceMs);
        return Promise.resolve(earlier);
      },
    },
    now: () => NOW,
    healedAtMs: () => null,
  } as unknown as Look);
  return { memory: findings.find(({ check }) => check === 'memory'), asked };
}

describe('the memory of the application', () => {
  test('is judged with its history, asked for since it was warm', async () => {
    const { memory, asked } = await look({ usedBytes: 400 * MB, limitBytes: 512 * MB, earlier: risen });
    expect(memory).toMatchObject({ status: 'failed', issue: 'memory_leak' });
    expect(asked).toEqual([Date.parse(identity.startedAt) + 600_000]);
  });

  test('has no history after a restart: it is judged by the limit alone, or skipped', async () => {
    const startedAt = new Date(NOW - 599_000).toISOString();
    const limited = await look({ usedBytes: 400 * MB, limitBytes: 512 * MB, earlier: risen, startedAt });
    expect(limited).toMatchObject({ memory: { status: 'passed', issue: null }, asked: [] });
    const unlimited = await look({ usedBytes: 400 * MB, earlier: risen, startedAt });
    expect(unlimited).toMatchObject({ memory: { status: 'skipped', issue: null }, asked: [] });
  });

  test('is not asked for where no trend is wanted', async () => {
    const off = await look({ usedBytes: 400 * MB, limitBytes: 512 * MB, earlier: risen, trend: false });
    expect(off).toMatchObject({ memory: { status: 'passed' }, asked: [] });
  });

  test('that cannot be read is an error where there is something to judge it by, else skipped', async () => {
    const status = async (given: Partial<Given>) => (await look({ usedBytes: null, earlier: none, ...given })).memory;
    expect(await status({ limitBytes: 512 * MB })).toMatchObject({ status: 'error', issue: null });
    expect(await status({ earlier: risen })).toMatchObject({ status: 'error', issue: null });
    expect(await status({})).toMatchObject({
      status: 'skipped',
      message: expect.stringContaining('no history') as string,
    });
    expect(await status({ earlier: risen, trend: false })).toMatchObject({ status: 'skipped' });
  });
});
