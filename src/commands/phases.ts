import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from '../errors.ts';
import type { Settings } from '../systems/settings.ts';
import type { System } from '../systems/system.ts';

/** Of a system, or of what the catalogue knows of one. */
type Phase = Pick<System, 'id' | 'notConfigured'>;

/** A phase of this run, and why it is left out (null: it is tested). */
export interface ChosenPhase<Chosen extends Phase = System> {
  readonly system: Chosen;
  readonly skipped: string | null;
}

/** What is chosen by flags, switched on and configured; the rest is skipped and says so. */
export function choosePhases<Chosen extends Phase>(
  systems: readonly Chosen[],
  settings: Settings,
  only: readonly string[] | undefined,
  except: readonly string[] | undefined,
): ChosenPhase<Chosen>[] {
  const known = systems.map(({ id }) => id);
  for (const name of [...(only ?? []), ...(except ?? [])]) {
    if (known.includes(name)) continue;
    const near = closest(name, known);
    throw new UsageError(
      `unknown phase "${name}"${distance(name, near) <= 3 ? `: did you mean "${near}"?` : '.'} Name some of these: ${known.join(', ')}`,
    );
  }
  return systems.map(system => ({ system, skipped: whySkipped(system, settings, only, except) }));
}

function whySkipped(
  system: Phase,
  settings: Settings,
  only: readonly string[] | undefined,
  except: readonly string[] | undefined,
): string | null {
  if (only && !only.includes(system.id)) return 'not chosen by --phase';
  if (except?.includes(system.id)) return 'left out by --skip-phase';
  if (settings.phases[system.id]?.enabled !== true) return `phases.${system.id}.enabled is false`;
  return system.notConfigured(settings);
}
