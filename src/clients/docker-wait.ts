import { setTimeout as pause } from 'node:timers/promises';
import { StaleError } from '../errors.ts';
import type { Bounds, DockerReads } from './docker-connection.ts';
import { inspectContainer } from './docker-eyes.ts';
import type { ContainerView } from './docker-types.ts';
import { DockerError } from './errors.ts';

/** What is watched, until when at the latest (milliseconds; default: two minutes), and the bounds of each look. */
export interface Wait {
  readonly connection: DockerReads;
  readonly id: string;
  readonly bounds: Bounds;
  readonly timeoutMs?: number;
}

const LONGEST_MS = 120_000;
/** After the stop grace, what was asked of an engine shows within this time. */
const SHOWING_MS = 5_000;

/** Look every few hundredths of a second until it is so; DockerError when cut short, StaleError when the container is gone. */
export async function waitUntil(
  { connection, id, bounds, timeoutMs = LONGEST_MS }: Wait,
  what: string,
  isSo: (now: ContainerView) => boolean,
): Promise<ContainerView> {
  const startedMs = performance.now();
  for (;;) {
    const now = await inspectContainer(connection, id, bounds);
    if (!now) throw new StaleError(`container ${id.slice(0, 12)} was removed while waiting for ${what}`);
    if (isSo(now)) return now;
    const waitedMs = performance.now() - startedMs;
    if (waitedMs >= timeoutMs)
      throw new DockerError('timeout', `waited ${Math.round(waitedMs / 1000)} s for ${what}; it is ${now.state}`);
    await pause(waitedMs < 1000 ? 20 : 50);
    if (bounds.signal?.aborted)
      throw new DockerError('other', `cut short while waiting for ${what}; it is ${now.state}`);
  }
}

/** True once the container is not as it was before; false where that is not so by the end of its stop grace and a while. */
export async function hasEffect(
  wait: Omit<Wait, 'timeoutMs'>,
  { name, state, startedAt }: ContainerView,
  graceMs: number,
): Promise<boolean> {
  const isOther = (now: ContainerView): boolean => now.state !== state || now.startedAt !== startedAt;
  try {
    await waitUntil({ ...wait, timeoutMs: graceMs + SHOWING_MS }, `an effect on ${name}`, isOther);
    return true;
  } catch (error) {
    if (error instanceof DockerError && error.fault === 'timeout') return false;
    throw error;
  }
}
