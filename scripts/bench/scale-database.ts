import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '../../src/practice/stack.ts';
import { withServices } from './bench-place.ts';
import type { BenchPlace } from './bench-place.ts';
import { bin, lastDeed, unlimited } from './gate.ts';
import { idlersOn } from './idlers.ts';
import type { Idlers } from './idlers.ts';
import { withClient } from './queue-data.ts';
import { RUNS, sized } from './sizes.ts';
import { inTurn, median, runOnce } from './subject.ts';
import { inMs } from './table.ts';
import type { Line } from './table.ts';

const OPEN = sized(400);
const TO_END = sized(300);
/** With room for the health check, and for who measures. */
const SLOTS = OPEN + 20;
const RESERVED = 3;
const IDLE_SECONDS = 1;
const POLL_MS = 20;
const TERMINATE = readFileSync(new URL('terminate.sql', import.meta.url), 'utf8');

/** Too many idle connections: against the one statement that ends them, until they are gone. */
export const scaleDatabaseLines = (place: BenchPlace): Promise<Line[]> =>
  withServices(place, { services: ['tsh_postgres'], maxConnections: SLOTS }, async stack => {
    const idlers = idlersOn(stack, OPEN);
    const [ours, peer]: [number[], number[]] = [[], []];
    try {
      for (let round = -1; round < RUNS; round += 1) {
        const [own, its] = await inTurn(
          round,
          () => byUs(place, stack, idlers),
          () => byOneStatement(stack, idlers),
        );
        if (round < 0) continue;
        ours.push(own);
        peer.push(its);
      }
    } finally {
      await idlers.end();
    }
    const [own, its] = [median(ours), median(peer)];
    return [
      {
        target: `4 ${OPEN} connections, ${TO_END} of them ended, against the one statement`,
        ...{ ours: inMs(own), against: inMs(its), ratio: own / its, limit: 1.2 },
      },
    ];
  });

/** The heal itself, from its beginning until all are gone. */
async function byUs({ folder }: BenchPlace, stack: Stack, idlers: Idlers): Promise<number> {
  const [config, reports] = [join(folder, 'database.json'), join(folder, 'database-reports')];
  writeFileSync(
    config,
    JSON.stringify({
      environment: 'bench-database',
      auto_healing: { stabilization: { timeout_seconds: 30, consecutive_passes: 2, interval_seconds: 0.5 } },
      connections: { database: { url: stack.urls.database } },
      // The heal leaves half of this.
      phases: {
        database: {
          pool_usage_percent: ((OPEN - TO_END) / (SLOTS - RESERVED)) * 200,
          idle_seconds: IDLE_SECONDS,
        },
      },
      safety_limits: unlimited,
      reports: { directory: reports },
    }),
  );
  await idlers.refill(IDLE_SECONDS + 0.1);
  await runOnce({ name: 'orixoon', argv: [process.execPath, bin, '--config', config, '--auto-heal'] });
  const { changed, ms } = lastDeed(reports);
  if (changed['terminated'] !== TO_END)
    throw new Error(`expected ${TO_END} connections to be ended, saw ${changed['terminated'] ?? 0}`);
  return ms;
}

function byOneStatement(stack: Stack, idlers: Idlers): Promise<number> {
  return withClient(stack.urls.database, async client => {
    await idlers.refill(IDLE_SECONDS + 0.1);
    const startedAt = performance.now();
    await client.query(TERMINATE, [TO_END]);
    while ((await count(client)) > OPEN - TO_END) await delay(POLL_MS);
    return performance.now() - startedAt;
  });
}

async function count(client: Parameters<Parameters<typeof withClient>[1]>[0]): Promise<number> {
  const sql = `select count(*)::int as n from pg_stat_activity where application_name = 'idler'`;
  return (await client.query<{ n: number }>(sql)).rows[0]?.n ?? NaN;
}
