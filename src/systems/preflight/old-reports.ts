import { lstat, readdir, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Hands, Look } from '../system.ts';

/** The name of a run's report directory: nothing else there is ever ours to delete. */
const RUN = /^\d{8}_\d{6}(?:_\d+)?$/;

/** Run directories beyond the newest `reports.keep`, oldest first; what `latest` points at stays. */
export async function oldReports({
  settings,
}: Look): Promise<{ readonly directory: string; readonly old: readonly string[] }> {
  const directory = path.resolve(settings.reports.directory);
  const names = (await readdir(directory).catch(whenAbsent([]))).filter(name => RUN.test(name)).sort();
  const latest = path.basename(await readlink(path.join(directory, 'latest')).catch(whenAbsent('')));
  const beyond = names.slice(0, Math.max(0, names.length - settings.reports.keep)).filter(name => name !== latest);
  const isOld = await Promise.all(beyond.map(name => isFinishedRun(path.join(directory, name))));
  return { directory, old: beyond.filter((_, index) => isOld[index]) };
}

/** Delete those that a plan names and that are still old; how many. */
export async function deleteReports(planned: readonly string[], hands: Hands, look: Look): Promise<number> {
  const { directory, old } = await oldReports(look);
  const doomed = old.filter(
    name => planned.includes(name) && path.join(directory, name) !== path.resolve(hands.keepIn),
  );
  for (const name of doomed) {
    hands.signal.throwIfAborted();
    await rm(path.join(directory, name), { recursive: true, force: true });
  }
  return doomed.length;
}

/** What was moved aside out of a container: there may be no other copy of it. */
const MOVED_STATE = /^state-.*\.tar$/;

/** A directory of its own with a report in it (a run that may still be going on has none yet), and nothing that is kept. */
async function isFinishedRun(place: string): Promise<boolean> {
  if (!(await lstat(place)).isDirectory()) return false;
  const names = await readdir(place);
  return names.includes('report.json') && !names.some(name => MOVED_STATE.test(name));
}

/** A value for what is not there (or is no link); every other failure is thrown on. */
const whenAbsent =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'EINVAL') return value;
    throw error;
  };
