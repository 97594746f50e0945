import application from './application/index.ts';
import containers from './containers/index.ts';
import database from './database/index.ts';
import preflight from './preflight/index.ts';
import redis from './redis/index.ts';
import workers from './workers/index.ts';
import zohoQueue from './zoho-queue/index.ts';
import type { System } from './system.ts';

/** Every system, in the order of the phases. Adding one is one line here. */
export const systems: readonly System[] = [preflight, containers, database, redis, workers, zohoQueue, application];
