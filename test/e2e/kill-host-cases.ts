import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import { withRedis } from '../../src/practice/faults/fault.ts';
import { poll } from '../../src/practice/poll.ts';
import { hostWorker, processesWith } from './host-worker.ts';
import type { KillCase } from './kill-case.ts';
import type { Practice } from './practice.ts';

/** A case with processes of this machine, to be ended after. */
export interface HostCase extends KillCase {
  end(): Promise<void>;
}

/** `restart_worker` by a command: none lives; the command starts one and leaves. */
export function commandCase(): HostCase {
  const worker = hostWorker();
  const count = async (): Promise<number> => (await worker.alive()).length;
  return {
    ...{ action: 'restart_main_service', args: [], broken: 0, healed: 1 },
    async inject() {
      await worker.end();
      await poll({ what: 'the worker to end', timeoutMs: 120_000 }, async () => (await count()) === 0);
      return worker.desk();
    },
    // A command that was begun goes on without the run that began it.
    look: async () => ((await processesWith(worker.startCommand.join(' '))).length > 0 ? 'starting' : count()),
    sound: async () => expect(await count()).toBeLessThanOrEqual(1),
    end: () => worker.end(),
  };
}

const KEY = 'lab:kill:heartbeat';
const OLD_MS = 2000;

/** Beats into Redis, unless there is a file that tells it to hang, which holds for one process. */
const worker = (port: number, hang: string): string => `
import { existsSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
const isHung = existsSync(${JSON.stringify(hang)});
rmSync(${JSON.stringify(hang)}, { force: true });
const redis = connect(${port}, '127.0.0.1');
setInterval(() => isHung || redis.write('SET ${KEY} ' + Date.now() + '\\r\\n'), 100);
`;
const supervisor = (file: string, marker: string): string => `
import { spawn } from 'node:child_process';
const go = () => spawn(process.execPath, [${JSON.stringify(file)}, '${marker}'], { stdio: 'ignore' }).on('exit', go);
go();
`;

/** `kill_process`: a worker of this machine hangs; its supervisor starts another one when it ends. */
export function processCase(lab: () => Practice): HostCase {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-supervised-'));
  const [marker, hang, file] = [`supervised-${process.pid}`, join(folder, 'hang'), join(folder, 'worker.mjs')];
  const alive = () => processesWith(marker);
  let parent: ReturnType<typeof spawn> | null = null;
  const begin = (): void => {
    writeFileSync(file, worker(lab().stack.ports.redis, hang));
    writeFileSync(join(folder, 'supervisor.mjs'), supervisor(file, marker));
    parent = spawn(process.execPath, [join(folder, 'supervisor.mjs')], { stdio: 'ignore' });
  };
  const look = async (): Promise<string> => {
    const beat = Number(await withRedis(lab().stack, client => client.get(KEY)));
    const [{ length }, isFresh] = [await alive(), Date.now() - beat < OLD_MS];
    return length === 1 ? (isFresh ? 'beats' : 'hangs') : `${length} live`;
  };
  const endAll = async (): Promise<void> => {
    for (const { pid } of await alive()) process.kill(pid, 'SIGKILL');
  };
  return {
    ...{ action: 'kill_process', args: ['--yes', '--phase', 'workers'], broken: 'hangs', healed: 'beats', look },
    async inject() {
      writeFileSync(hang, '');
      if (parent) await endAll();
      else begin();
      await poll(
        { what: 'the worker to hang', timeoutMs: 120_000 },
        async () => !existsSync(hang) && (await look()) === 'hangs',
      );
      const heartbeat = { redis_key: KEY, max_age_seconds: OLD_MS / 1000 };
      return lab().desk({
        phases: { workers: { expected: [{ name: 'supervised', match: marker, min_processes: 1, heartbeat }] } },
        healing_actions: { worker_not_processing: { action: 'kill_process' } },
        safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 10_000 },
      });
    },
    sound: async () => expect((await alive()).length).toBeLessThanOrEqual(1),
    async end() {
      parent?.kill('SIGKILL');
      await endAll();
    },
  };
}
