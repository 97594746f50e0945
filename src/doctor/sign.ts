import type { Need } from '../systems/needs.ts';

/** `note`: worth knowing. `warning`: it works, but not always or not for long. `failed`: something configured cannot be used. */
export type Health = 'ok' | 'note' | 'warning' | 'failed';

/** What a person does about it: a statement or command to be copied as it is, or (`do`) a sentence. */
export interface Mend {
  readonly in: 'sql' | 'redis' | 'shell' | 'config' | 'do';
  readonly text: string;
}

/** One thing that was seen of a connection, or of this machine. */
export interface Sign {
  readonly about: string;
  readonly health: Health;
  readonly message: string;
  readonly mend: readonly Mend[];
}

/** Whether what an action needs is there. `unknown`: only doing it would tell. */
export type Judgement =
  { readonly state: 'available' } | { readonly state: 'unavailable' | 'unknown' | 'not_set_up'; readonly why: string };

/** What was seen of one connection, and what that means for the actions. */
export interface Examination {
  readonly signs: readonly Sign[];
  judge(need: Need): Judgement;
}

export const available: Judgement = { state: 'available' };
export const unavailable = (why: string): Judgement => ({ state: 'unavailable', why });
export const unknown = (why: string): Judgement => ({ state: 'unknown', why });

export const sign = (about: string, health: Health, message: string, mend: readonly Mend[] = []): Sign => ({
  about,
  health,
  message,
  mend,
});

/** A connection that the config does not have. */
export const notConfigured = (key: string): Examination => ({
  signs: [],
  judge: () => ({ state: 'not_set_up', why: `${key} is not set` }),
});

/** Heartbeats, cooldowns and log windows are compared across clocks: more than this is told. */
const TOLERANCE_MS = 2000;

/** How far a clock is from ours; `offsetMs` is theirs minus ours. */
export function clockSign(whose: string, offsetMs: number | null): Sign {
  if (offsetMs === null || !Number.isFinite(offsetMs)) return sign('clock', 'note', `${whose} does not tell its time`);
  const seconds = Math.abs(offsetMs) / 1000;
  const told = `${whose} is ${seconds.toFixed(seconds < 10 ? 2 : 0)} s ${offsetMs < 0 ? 'behind' : 'ahead of'} this machine`;
  if (Math.abs(offsetMs) <= TOLERANCE_MS)
    return sign('clock', 'ok', `${told}; up to ${TOLERANCE_MS / 1000} s does not matter`);
  return sign('clock', 'warning', `${told}, more than ${TOLERANCE_MS / 1000} s: ages and heartbeats are misjudged`, [
    { in: 'shell', text: 'timedatectl set-ntp true' },
  ]);
}
