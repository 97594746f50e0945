import { access, rm, writeFile } from 'node:fs/promises';
import { runCommand, type Say } from './command.ts';
import { readState, writeState } from './engine-state.ts';
import { PracticeError } from './practice-error.ts';

/** Which part of the practice stack wants the packages. */
export type Purpose = 'engine' | 'image';

const POLICY = '/usr/sbin/policy-rc.d';
const APT_ENV = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };

/** Runs apt-get. After a run of dpkg that was cut off it refuses everything: that is finished first, as it tells people to. */
async function apt(args: readonly string[], say: Say): Promise<string> {
  const run = (): Promise<string> =>
    runCommand(['apt-get', '-y', '-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { env: APT_ENV });
  try {
    return await run();
  } catch (error) {
    if (!String(error).includes('dpkg was interrupted')) throw error;
    say('an earlier run of dpkg was cut off: finishing it first (dpkg --configure -a)');
    await runCommand(['dpkg', '--force-confold', '--configure', '-a'], { env: APT_ENV });
    return run();
  }
}

/** Whether `file` exists. */
export const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Whether this machine is one on which packages can be installed by us. */
export async function canInstall(): Promise<boolean> {
  return process.getuid?.() === 0 && (await isThere('/usr/bin/apt-get')) && (await isThere('/etc/debian_version'));
}

/** Installs packages and records which of those now on the machine were not there before. */
export async function installPackages(
  stateDir: string,
  purpose: Purpose,
  names: readonly string[],
  say: Say,
): Promise<void> {
  if (!(await canInstall())) throw new PracticeError(`install ${names.join(', ')} first`);
  say(`installing ${names.join(', ')} from Debian`);
  const before = new Set(await installed());
  const withPolicy = await forbidServiceStarts();
  try {
    // A missing index is no reason to give up yet: the lists that are there may do.
    await apt(['update'], say).catch((error: unknown) => say(String(error)));
    await apt(['install', '--no-install-recommends', ...names], say);
  } finally {
    if (withPolicy) await rm(POLICY, { force: true });
    await record(stateDir, purpose, before);
  }
}

async function record(stateDir: string, purpose: Purpose, before: ReadonlySet<string>): Promise<void> {
  const state = await readState(stateDir);
  const fresh = (await installed()).filter(name => !before.has(name));
  const packages = { ...state.packages, [purpose]: [...new Set([...state.packages[purpose], ...fresh])] };
  await writeState(stateDir, { ...state, packages });
}

async function installed(): Promise<string[]> {
  const listing = await runCommand(['dpkg-query', '-W', '-f', '${db:Status-Abbrev} ${binary:Package}\n']);
  return (
    listing
      .split('\n')
      // What somebody else left half installed is there, and theirs: only `n` (not installed) and `c` (its settings alone) do not count.
      .filter(line => /^.[^nc]/.test(line))
      .map(line => line.slice(line.indexOf(' ', 2)).trim())
  );
}

// The packages' own services would make a second, public engine: Debian asks this file before it starts any.
async function forbidServiceStarts(): Promise<boolean> {
  try {
    await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes recorded packages away again, unless something else has come to need one of them. */
export async function purgePackages(names: readonly string[], say: Say): Promise<boolean> {
  const there = new Set(await installed());
  const ours = names.filter(name => there.has(name));
  if (ours.length === 0) return true;
  const plan = await apt(['--simulate', 'purge', ...ours], say);
  const bare = (name: string): string => name.split(':')[0] ?? name;
  const mine = new Set(ours.map(bare));
  const others = [...plan.matchAll(/^(?:Purg|Remv) (\S+)/gm)]
    .map(match => bare(match[1] ?? ''))
    .filter(name => !mine.has(name));
  if (others.length > 0) {
    say(`kept ${ours.join(', ')}: ${others.join(', ')} would go with them`);
    return false;
  }
  say(`purging ${ours.join(', ')}`);
  await apt(['purge', ...ours], say);
  return true;
}
