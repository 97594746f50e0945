import type { Availability } from './availability.ts';
import type { Health, Sign } from './sign.ts';

/** One connection, or this machine, with all that was seen of it. */
export interface Part {
  readonly name: 'docker' | 'database' | 'redis' | 'machine';
  readonly title: string;
  readonly health: Health | 'not_configured';
  readonly signs: readonly Sign[];
}

/** All that `orixoon doctor` tells: what `--output json` prints. */
export interface Consultation {
  readonly schema_version: 1;
  readonly environment: string;
  readonly config: string;
  readonly version: string;
  readonly ready: boolean;
  readonly exit_code: 0 | 1;
  readonly duration_ms: number;
  readonly parts: readonly Part[];
  readonly phases: readonly Availability[];
  readonly heals: readonly Availability[];
}

const gravity: readonly Health[] = ['failed', 'warning', 'note', 'ok'];

/** A part, as sick as the sickest of its signs. */
export const partOf = (name: Part['name'], title: string, signs: readonly Sign[]): Part => ({
  name,
  title,
  health:
    signs.length === 0 ? 'not_configured' : (gravity.find(one => signs.some(({ health }) => health === one)) ?? 'ok'),
  signs,
});

/** All that is configured can be used in full: nothing failed, and no critical phase or enabled heal is unavailable. */
export const isReady = (
  parts: readonly Part[],
  phases: readonly Availability[],
  heals: readonly Availability[],
): boolean =>
  parts.every(({ health }) => health !== 'failed') &&
  [...phases, ...heals].every(({ isNeeded, state }) => !isNeeded || state !== 'unavailable');
