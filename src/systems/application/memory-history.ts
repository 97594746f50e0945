import type { Identity } from '../../core/finding.ts';
import type { EarlierCheck, Look } from '../system.ts';
import type { MemorySample } from './memory-trend.ts';

/** The phase and the check whose evidence is the history. */
const SAMPLED = { phase: 'application', check: 'memory' } as const;

/** What this check tells of its own sample, for the runs to come. */
export const sampleEvidence = ({ atMs, usedBytes }: MemorySample) => ({
  used_bytes: usedBytes,
  sampled_at: new Date(atMs).toISOString(),
});

/** Samples of earlier runs, and what of them could not be read. */
export interface MemoryHistory {
  readonly samples: readonly MemorySample[];
  /** Null where all was read. */
  readonly damage: string | null;
}

/** What earlier runs saw of this run of the container, from a moment on; a restart began another one. */
export async function readHistory(look: Look, run: Identity, sinceMs: number): Promise<MemoryHistory> {
  const nowMs = look.now();
  if (sinceMs >= nowMs) return { samples: [], damage: null };
  const { checks, damage } = await look.history.checks(SAMPLED, sinceMs);
  return { samples: samplesOf(checks, run, sinceMs, nowMs), damage };
}

/** Those of this very run of the container, at moments that can be: the files may be anybody's. @internal */
export function samplesOf(
  checks: readonly EarlierCheck[],
  run: Identity,
  sinceMs: number,
  nowMs: number,
): MemorySample[] {
  return checks.flatMap(({ identity, evidence }) => {
    const { used_bytes: usedBytes, sampled_at: sampledAt } = evidence;
    if (identity['id'] !== run['id'] || identity['startedAt'] !== run['startedAt']) return [];
    if (typeof usedBytes !== 'number' || !Number.isSafeInteger(usedBytes) || usedBytes < 0) return [];
    const atMs = typeof sampledAt === 'string' ? Date.parse(sampledAt) : NaN;
    return atMs >= sinceMs && atMs < nowMs ? [{ atMs, usedBytes }] : [];
  });
}
