import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { poll } from '../../src/practice/poll.ts';
import { pathOf } from './tools.ts';

/** Monit's smallest cycle. */
const CYCLE_MS = 1000;

interface Watched {
  readonly folder: string;
  readonly host: string;
  readonly container: string;
  readonly port: number;
}

/** As its manual shows it for a Redis: asked once a cycle, started where it does not answer. */
const configOf = ({ host, container, port }: Watched, folder: string, docker: string): string => `
set daemon ${CYCLE_MS / 1000}
set log ${folder}/log
set pidfile ${folder}/pid
set idfile ${folder}/id
set statefile ${folder}/state
check host redis with address 127.0.0.1
  start program = "${docker} --host ${host} start ${container}"
  if failed port ${port} protocol redis then start
`;

/** Monit watches while `work` is done; it begins `phase` of a cycle after Monit's first look. */
export async function underMonit<T>(watched: Watched, phase: number, work: () => Promise<T>): Promise<T> {
  const folder = join(watched.folder, 'monit');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const config = join(folder, 'monitrc');
  const [monit, docker] = [(await pathOf('monit')) ?? 'monit', (await pathOf('docker')) ?? 'docker'];
  writeFileSync(config, configOf(watched, folder, docker));
  chmodSync(config, 0o600);
  const child = spawn(monit, ['-I', '-c', config], { stdio: 'ignore' });
  const ended = new Promise(resolve => child.on('error', resolve).on('close', resolve));
  try {
    await poll({ what: 'Monit to begin', timeoutMs: 10_000, intervalMs: 10 }, () => Promise.resolve(hasBegun(folder)));
    await delay(phase * CYCLE_MS);
    return await work();
  } finally {
    child.kill();
    await ended;
  }
}

const hasBegun = (folder: string): boolean =>
  existsSync(join(folder, 'log')) && / started$/m.test(readFileSync(join(folder, 'log'), 'utf8'));
