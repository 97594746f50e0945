import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { wordsOf } from '../errors.ts';
import { checkLedger } from '../ledger/ledger.ts';
import { expectFree } from '../ledger/lock.ts';
import { LockedError } from '../ledger/locked-error.ts';
import type { Need } from '../systems/needs.ts';
import { freeDiskGb } from '../systems/preflight/disk.ts';
import { dockerData } from '../systems/preflight/docker-data.ts';
import type { Look } from '../systems/system.ts';
import { examinePrograms } from './programs.ts';
import { sign } from './sign.ts';
import type { Examination, Health, Sign } from './sign.ts';

/** What a run would keep on this machine, and under which name. */
export interface Keeping {
  readonly reportsDir: string;
  /** Names the lock and the ledger. */
  readonly environmentKey: string;
}

/** Why nothing at all would be healed here, besides what each heal needs. */
export type NoHeals = readonly string[];

/** This machine: where reports go, the ledger, the lock, the disks, what the config asks of it. Makes and takes nothing. */
export async function examineMachine(
  look: Look,
  keeping: Keeping,
  needs: readonly Need[],
): Promise<Examination & { readonly noHeals: NoHeals }> {
  const reports = await reportsSign(keeping.reportsDir);
  const ledger = ledgerSign(keeping);
  const programs = await examinePrograms(look, needs);
  const disks = await diskSigns(look, keeping.reportsDir);
  const noHeals = [reports, ledger].filter(({ health }) => health === 'failed').map(({ message }) => message);
  return {
    signs: [reports, ledger, lockSign(keeping), ...disks, ...envSigns(look), ...programs.signs],
    judge: need => programs.judge(need),
    noHeals,
  };
}

/** A run without reports heals nothing and never ends in ALLOW. */
async function reportsSign(directory: string): Promise<Sign> {
  try {
    const place = await nearestOf(directory);
    await access(place, constants.W_OK | constants.X_OK);
    const there = place === directory ? '' : ` (made in ${place} by the first run)`;
    return sign('reports', 'ok', `can be written to ${directory}${there}`);
  } catch (error) {
    return sign('reports', 'failed', `cannot be written to ${directory}: ${wordsOf(error)}`, [
      { in: 'shell', text: `sudo chown ${process.getuid?.() ?? '<user>'} '${directory.replaceAll("'", "'\\''")}'` },
      { in: 'config', text: 'or reports.directory: one on a disk that this user can write' },
    ]);
  }
}

async function nearestOf(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    return nearestOf(dirname(path));
  }
}

function ledgerSign({ reportsDir, environmentKey }: Keeping): Sign {
  try {
    const attempts = checkLedger(reportsDir, environmentKey);
    const open = attempts.filter(({ result }) => result === 'unsettled');
    const many = `can be read and written, ${attempts.length} attempt${attempts.length === 1 ? '' : 's'}`;
    const told = attempts.length === 0 ? 'no heal was attempted yet' : many;
    if (open.length === 0) return sign('ledger', 'ok', told);
    return sign(
      'ledger',
      'warning',
      `${told}, ${open.length} of them never said how they ended: each counts as an attempt`,
    );
  } catch (error) {
    return sign('ledger', 'failed', wordsOf(error));
  }
}

function lockSign({ environmentKey }: Keeping): Sign {
  try {
    expectFree(environmentKey);
    return sign('lock', 'ok', `free: no run holds "${environmentKey}"`);
  } catch (error) {
    const health: Health = error instanceof LockedError && error.isAlive ? 'warning' : 'failed';
    return sign('lock', health, wordsOf(error));
  }
}

/** Below the floor nothing is healed; that is told by what the gate itself asks. */
async function diskSigns(look: Look, reportsDir: string): Promise<readonly Sign[]> {
  const { min_free_disk_gb: floor } = look.settings.safety_limits;
  const data = await dockerData(look);
  const places = [reportsDir, ...(data.kind === 'here' ? data.directories : [])];
  const signs = places.map(async (place, nth) => {
    const free = await freeDiskGb(place);
    const what = nth === 0 ? 'reports' : "Docker's data";
    if (free === null) return sign('disk', 'warning', `how much is free for ${what} (${place}) cannot be told`);
    const told = `${free.toFixed(1)} GB free for ${what} (${place}); safety_limits.min_free_disk_gb is ${floor}`;
    const mend = [{ in: 'shell', text: `du -xh '${place}' | sort -h | tail -20` }] as const;
    return free < floor ? sign('disk', 'failed', told, mend) : sign('disk', 'ok', told);
  });
  const unseen =
    look.settings.connections.docker === undefined || data.kind === 'here'
      ? []
      : [sign('disk', 'note', `Docker's data is not looked at: ${data.why}`)];
  return [...(await Promise.all(signs)), ...unseen];
}

function envSigns({ settings, env }: Look): readonly Sign[] {
  const { required_env: required } = settings.phases.preflight;
  const missing = required.filter(name => (env[name] ?? '') === '');
  if (required.length === 0) return [];
  if (missing.length === 0) return [sign('environment', 'ok', `${required.join(', ')}: all are set`)];
  return [
    sign(
      'environment',
      'warning',
      `${missing.join(', ')} of phases.preflight.required_env ${missing.length === 1 ? 'is' : 'are'} not set`,
      missing.map(name => ({ in: 'shell', text: `export ${name}=…` })),
    ),
  ];
}
