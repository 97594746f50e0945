import { lstat, readdir, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { unavailable } from '../../core/plan.ts';
import type { HealAction, Look } from '../system.ts';
import { freeDiskGb } from './disk.ts';
import { emergencyCleanup } from './issues.ts';

/** The name of a run's report directory: nothing else there is ever ours to delete. */
const RUN = /^\d{8}_\d{6}(?:_\d+)?$/;

/** Delete report directories of earlier runs, those beyond `reports.keep`: the one thing on this disk that is ours. */
const cleanup: HealAction = {
  ...emergencyCleanup,
  async draft(_, look) {
    const { directory, old } = await oldRuns(look);
    if (old.length === 0)
      return unavailable(
        'nothing on this disk is safe for a program to delete: no report is older than reports.keep asks for; look at docker system df, journalctl --disk-usage and du -xh / | sort -h by hand',
      );
    return {
      identity: { directory, old },
      steps: [`delete ${old.length} report directories in ${directory}, the oldest: ${old.join(', ')}`],
      touches: [],
      unavailable: null,
    };
  },
  async run({ identity }, hands, look) {
    const { directory, old } = await oldRuns(look);
    const planned = Array.isArray(identity.old) ? identity.old : [];
    const doomed = old.filter(
      name => planned.includes(name) && path.join(directory, name) !== path.resolve(hands.keepIn),
    );
    for (const name of doomed) {
      hands.signal.throwIfAborted();
      await rm(path.join(directory, name), { recursive: true, force: true });
    }
    const free = await freeDiskGb(directory);
    const left = free === null ? '' : `, ${free.toFixed(2)} GB are free now`;
    return {
      changed: { deleted_reports: doomed.length },
      details: `deleted ${doomed.length} old report directories${left}`,
    };
  },
};

/** Run directories beyond the newest `reports.keep`, oldest first; what `latest` points at stays. */
async function oldRuns({ settings }: Look): Promise<{ readonly directory: string; readonly old: readonly string[] }> {
  const directory = path.resolve(settings.reports.directory);
  const names = (await readdir(directory).catch(whenAbsent([]))).filter(name => RUN.test(name)).sort();
  const latest = path.basename(await readlink(path.join(directory, 'latest')).catch(whenAbsent('')));
  const beyond = names.slice(0, Math.max(0, names.length - settings.reports.keep)).filter(name => name !== latest);
  const isOld = await Promise.all(beyond.map(name => isFinishedRun(path.join(directory, name))));
  return { directory, old: beyond.filter((_, index) => isOld[index]) };
}

/** A directory of its own with a report in it: a run that may still be going on has none yet. */
async function isFinishedRun(place: string): Promise<boolean> {
  const isOwn = (await lstat(place)).isDirectory();
  return isOwn && (await lstat(path.join(place, 'report.json')).catch(whenAbsent(null))) !== null;
}

/** A value for what is not there (or is no link); every other failure is thrown on. */
const whenAbsent =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'EINVAL') return value;
    throw error;
  };

/** The only writers of this system. */
export const actions: readonly HealAction[] = [cleanup];
