import type { NodeId } from '../../core/finding.ts';
import { containerNode } from '../container-target.ts';
import type { ExpectedWorker, Settings } from '../settings.ts';
import type { Look } from '../system.ts';
import { readHeartbeat } from './heartbeat.ts';
import { readProgress } from './progress.ts';
import type { Answer, Reading, WorkerReading } from './reading.ts';
import { see } from './see.ts';

/** Look at every expected worker. What cannot be looked at is unknown for that worker alone. */
export async function probe(look: Look): Promise<Reading> {
  const { workers, containers } = look.settings.phases;
  const wanted = (workers.expected ?? []).filter(({ name }) => name === (look.target ?? name));
  return {
    workers: await Promise.all(wanted.map(worker => lookAt(worker, look))),
    nowMs: look.now(),
    startingGraceMs: containers.starting_grace_seconds * 1000,
  };
}

async function lookAt(worker: ExpectedWorker, look: Look): Promise<WorkerReading> {
  const { heartbeat, stalled_seconds } = worker;
  const [processes, beat, progress] = await Promise.all([
    answerOf(see(worker, look)),
    heartbeat === undefined ? null : answerOf(readHeartbeat(heartbeat, look)),
    stalled_seconds === undefined ? null : answerOf(readProgress(look)),
  ]);
  return { worker, processes, heartbeat: beat, progress, restsOn: restsOnOf(worker, look.settings) };
}

async function answerOf<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await asked };
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}

function restsOnOf({ container, heartbeat }: ExpectedWorker, { phases }: Settings): WorkerReading['restsOn'] {
  const base = container === undefined ? [] : [containerNode(container)];
  const database: NodeId = `database/${phases.database.container ?? 'database'}`;
  const redis: NodeId = `redis/${phases.redis.container ?? 'redis'}`;
  return {
    processes: base,
    heartbeat: [...base, heartbeat?.redis_key === undefined ? database : redis],
    progress: [...base, database],
  };
}
