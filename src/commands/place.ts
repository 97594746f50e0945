import type { LoadedConfig } from '../config/load.ts';
import { wordsOf } from '../errors.ts';
import { acquireLock } from '../ledger/lock.ts';
import type { Lock } from '../ledger/lock.ts';
import { claimRun } from '../report/run-directory.ts';
import type { RunClaim, RunDirectory } from '../report/run-directory.ts';
import { runName } from '../report/run-names.ts';

/** What a run holds while it goes on: its name, the environment's lock, and a directory for its reports. */
export interface Place {
  readonly runId: string;
  readonly lock: Lock;
  /** Null where none could be made; `trouble` says why. Such a run tests, heals nothing and cannot end in ALLOW. */
  readonly directory: RunDirectory | null;
  readonly trouble: string | null;
}

/**
 * Take the lock of the environment and a place among the reports. Throws LockedError where another run holds it; then
 * nothing is left behind, and `latest` has not moved.
 */
export function takePlace(config: LoadedConfig, reportsDir: string, at: Date): Place {
  const { claim, trouble } = tryClaim(reportsDir, at);
  const runId = claim?.runId ?? runName(at, 1);
  const lock = lockFor(config, runId, claim);
  if (claim === null) return { runId, lock, directory: null, trouble };
  try {
    return { runId, lock, directory: claim.open(), trouble: null };
  } catch (error) {
    return { runId, lock, directory: null, trouble: wordsOf(error) };
  }
}

/** Names the lock and the ledger of an environment. Two configs that name none are two environments. */
export const environmentKey = ({ file, settings }: LoadedConfig): string =>
  settings.environment === 'default' ? `default ${file}` : settings.environment;

/** Before the lock, so that the lock can name the run. */
function tryClaim(reportsDir: string, at: Date): { claim: RunClaim | null; trouble: string | null } {
  try {
    return { claim: claimRun(reportsDir, at), trouble: null };
  } catch (error) {
    return { claim: null, trouble: wordsOf(error) };
  }
}

function lockFor(config: LoadedConfig, runId: string, claim: RunClaim | null): Lock {
  try {
    return acquireLock(environmentKey(config), { run_id: runId, report: claim?.path ?? null });
  } catch (error) {
    claim?.giveBack();
    throw error;
  }
}
