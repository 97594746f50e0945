import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ActionRecord, RunEvent } from '../../src/engine/events.ts';

/** The executable. */
export const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));

/** Many heals of one thing on one day are what the limits are there to stop. */
export const unlimited = { cooldown_seconds: 0, max_same_heal_per_day: 1000 } as const;

/** What the newest run did last: how much, from when, and how long the doing took, without the re-test. */
export interface Deed {
  readonly changed: ActionRecord['changed'];
  /** By the clock of the machine. */
  readonly startedAt: number;
  readonly ms: number;
}

/** Throws where the run did nothing. */
export function lastDeed(reports: string): Deed {
  const text = readFileSync(join(reports, 'latest', 'events.ndjson'), 'utf8').trim();
  const events = text.split('\n').map(line => JSON.parse(line) as RunEvent);
  const acted = events.flatMap(event => (event.type === 'heal:acted' ? [event.action] : [])).at(-1);
  if (!acted) throw new Error(`the run in ${reports}/latest healed nothing`);
  return { changed: acted.changed, startedAt: Date.parse(acted.timestamp), ms: acted.duration_ms };
}
