import type { Policy } from '../core/policy.ts';
import type { Look } from '../systems/system.ts';
import { databaseWarnings } from '../systems/database/warnings.ts';
import { freeDiskGb } from '../systems/preflight/disk.ts';

/** The guide's "do not heal if": free disk below the floor, or a production database that is not in order. What cannot be told counts. */
export async function warningsNow(look: Look, policy: Policy, reportsDir: string): Promise<string[]> {
  const warnings: string[] = [];
  const free = await freeDiskGb(reportsDir);
  if (free === null)
    warnings.push(`free disk space cannot be told (safety_limits.min_free_disk_gb ${policy.minFreeDiskGb})`);
  else if (free < policy.minFreeDiskGb)
    warnings.push(
      `only ${free.toFixed(2)} GB of disk are free, less than safety_limits.min_free_disk_gb (${policy.minFreeDiskGb}): mend that by hand first`,
    );
  warnings.push(...(await databaseWarnings(look)));
  return warnings;
}
