import type { Outcome } from '../system.ts';
import { isTrouble } from './reading.ts';
import type { Reading } from './reading.ts';

/** What a check says that had nothing to look at because PING has already told why: one cause is one finding. Null: look. */
export function unseen({ target, restsOn, ping, info }: Reading): Outcome | null {
  if (!isTrouble(ping)) return null;
  if (ping.fault !== 'loading' && !(isTrouble(info) && info.fault === ping.fault)) return null;
  if (ping.fault === 'misconf' || ping.fault === 'readonly') return null;
  return { target, restsOn, status: 'skipped', message: `not looked at: see ping (${ping.fault})` };
}
