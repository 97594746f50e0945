import type { HostProcess, UnitState } from '../../clients/host-types.ts';
import type { Identity } from '../../core/finding.ts';
import type { Permit } from '../../core/gate.ts';
import { canonical } from '../../core/json.ts';
import { unavailable } from '../../core/plan.ts';
import type { Draft, Touch } from '../../core/plan.ts';
import { OrixoonError, StaleError } from '../../errors.ts';
import { isPostgresUnit } from '../postgres-names.ts';
import type { Done, Hands, Look } from '../system.ts';
import { isEngineWord } from './command-words.ts';
import { containersEndedWith, containersMeant } from './containers-meant.ts';
import { beneath } from './see.ts';
import { NEVER, touchOf } from './touch.ts';
import { unitTrouble, whyNoRestart } from './unit-trouble.ts';

/** systemd's default stop timeout, its default start timeout, and a margin: `systemctl restart` waits for both. */
const NEEDS_MS = 190_000;

/** What a restart of this unit would do. */
export async function draftUnit(name: string, look: Look): Promise<Draft> {
  const unit = await look.host.unit(name);
  const refusal = whyNoRestart(name, unit);
  if (refusal !== null) return unavailable(refusal);
  const processes = unit.mainPid > 0 ? beneath(unit.mainPid, await look.host.processes()) : [];
  const main = unit.mainPid > 0 ? `, main pid ${unit.mainPid}` : '';
  return {
    identity: unitIdentity(name, unit),
    steps: [`systemctl restart ${name} (${unit.active}, ${unit.sub}${main})`],
    touches: [
      ...[name, ...unit.alongside].map(one => touchOfUnit(one, one === name ? processes : [])),
      ...processes.map(one => touchOf('restart', [], [one])),
      ...(isEngineWord(name) ? await containersMeant([name], look) : []),
      ...(await containersEndedWith(processes, look)),
    ],
    unavailable: null,
    minTimeoutMs: NEEDS_MS,
  };
}

/** By its name too: Debian's postgresql.service has no process of its own, and takes every cluster with it. */
function touchOfUnit(name: string, processes: readonly HostProcess[]): Touch {
  const touch = touchOf('restart', [name, name.replace(/\.service$/, '')], processes);
  return isPostgresUnit(name) ? { ...touch, sacred: `it is a unit of PostgreSQL: ${NEVER}` } : touch;
}

/** Restart it, and look what became of it: that systemctl returns 0 only means that the job is done. */
export async function restartUnit(name: string, { identity }: Permit, hands: Hands, look: Look): Promise<Done> {
  const before = await look.host.unit(name);
  if (canonical(unitIdentity(name, before)) !== canonical(identity))
    throw new StaleError(`the unit ${name} is ${before.active} and not as it was planned on: nothing was done`);
  await hands.host.restartUnit(name, hands.signal);
  const after = await look.host.unit(name);
  const trouble = unitTrouble(name, after, look.now());
  if (trouble !== null && trouble.pendingUntil === null)
    throw new OrixoonError(`systemctl restart ${name}: ${trouble.message}`);
  return { changed: { restarted: 1 }, details: `Unit ${name} restarted successfully` };
}

/** While it ends over and over, everything else about it changes by the second. */
const unitIdentity = (name: string, { load, active, invocationId }: UnitState): Identity => ({
  unit: name,
  load,
  isActive: active === 'active',
  invocation: active === 'active' ? invocationId : '',
});
