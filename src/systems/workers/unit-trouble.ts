import type { UnitState } from '../../clients/host-types.ts';

/** How long systemd itself gives a unit to start, unless told otherwise. Milliseconds. */
const START_MS = 90_000;

/** What is wrong with a unit, or null. `pendingUntil`: it is on its way, until then (epoch milliseconds). */
export function unitTrouble(
  name: string,
  { load, active, sub, result, restarts, sinceMs }: UnitState,
  nowMs: number,
): { readonly message: string; readonly pendingUntil: number | null } | null {
  const told = (what: string, pendingUntil: number | null = null) => ({
    message: `the unit ${name} ${what}`,
    pendingUntil,
  });
  if (load === 'not-found') return told('does not exist (not-found)');
  if (load === 'masked') return told('is masked: somebody forbade it to start');
  if (load !== 'loaded') return told(`cannot be loaded (${load}): see systemctl status ${name}`);
  if (sub === 'auto-restart')
    return told(`ends over and over: systemd waits to start it again (auto-restart, ${restarts} restarts)`);
  if (result === 'start-limit-hit') return told(`was started too often, and systemd has given up (${result})`);
  switch (active) {
    case 'active':
      return sub === 'exited' || sub === 'dead' ? told(`is active, but its process has ended (${sub})`) : null;
    case 'reloading':
    case 'refreshing':
      return null;
    case 'activating':
    case 'deactivating':
      return told(`is ${active} (${sub})`, (sinceMs ?? nowMs) + START_MS);
    case 'failed':
      return told(`has failed (${result})`);
    default:
      return told(`is ${active}, not active`);
  }
}

/** Why a restart of a unit cannot help, or null. */
export function whyNoRestart(name: string, { load, result }: UnitState): string | null {
  if (load === 'not-found') return `the unit ${name} does not exist: only a deployment can create it`;
  if (load === 'masked')
    return `the unit ${name} is masked: unmask it by hand (systemctl unmask ${name}) if it is to run`;
  if (load !== 'loaded') return `the unit ${name} cannot be loaded (${load}): see systemctl status ${name}`;
  if (result === 'start-limit-hit')
    return `the unit ${name} was started too often (start-limit-hit), and systemd refuses another start: find out why it ends, then systemctl reset-failed ${name}`;
  return null;
}
