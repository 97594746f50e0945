import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHost } from '../../src/clients/host.ts';
import type { HostProcess } from '../../src/clients/host-types.ts';
import type { Desk } from './orixoon.ts';
import { desk } from './orixoon.ts';

/** A worker on this machine, found by a word of its command line: a world that needs no engine and no server. */
export interface HostWorker {
  /** The argv that starts one. Given to no shell; further words are left alone. */
  readonly startCommand: readonly string[];
  /** What its command line holds. */
  readonly match: string;
  alive(): Promise<readonly HostProcess[]>;
  end(): Promise<void>;
  /** A desk whose config expects one such worker, and asks before it starts one where `asks`. */
  desk(given?: {
    asks?: boolean;
    words?: readonly string[];
    phases?: object;
    connections?: object;
    notifications?: object;
  }): Desk;
}

const host = openHost({ timeoutMs: 30_000, signal: new AbortController().signal });

/** Those that live, by words of their command line. */
export const processesWith = async (words: string): Promise<readonly HostProcess[]> =>
  (await host.eyes.processes()).filter(({ command, state }) => command.includes(words) && state !== 'Z');

let serial = 0;

export function hostWorker(): HostWorker {
  serial += 1;
  const marker = `orixoon-e2e-worker-${process.pid}-${serial}`;
  const starter = join(mkdtempSync(join(tmpdir(), 'orixoon-starter-')), 'start.mjs');
  writeFileSync(
    starter,
    `import { spawn } from 'node:child_process';
     spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', '${marker}'], { stdio: 'ignore', detached: true }).unref();`,
  );
  const alive = (): Promise<readonly HostProcess[]> => processesWith(marker);
  const startCommand = [process.execPath, starter];
  return {
    startCommand,
    match: marker,
    alive,
    async end() {
      for (const { pid } of await alive()) process.kill(pid, 'SIGKILL');
    },
    desk: ({ asks = false, words = [], phases = {}, connections = {}, notifications = {} } = {}) =>
      desk({
        connections,
        notifications,
        auto_healing: { retry_delay_seconds: 0.2, stabilization: { timeout_seconds: 60, interval_seconds: 0.1 } },
        phases: {
          preflight: { min_free_disk_gb: 0, min_free_memory_percent: 0 },
          workers: { expected: [{ name: 'w', match: marker, restart_command: [...startCommand, ...words] }] },
          ...phases,
        },
        healing_actions: { workers_down: { requires_confirmation: asks } },
        safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 1000 },
      }),
  };
}
