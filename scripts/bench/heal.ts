import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { settled } from '../../src/practice/container.ts';
import { containerName, until } from '../../src/practice/faults/fault.ts';
import { waitUntilWell } from '../../src/practice/bring-up.ts';
import type { BenchStack } from './bench-stack.ts';
import { bundled } from './bundled.ts';
import { bin, unlimited } from './gate.ts';
import { underMonit } from './monit.ts';
import { interleaved, inTurn, median, runOnce } from './subject.ts';
import type { Subject } from './subject.ts';
import { inMs } from './table.ts';
import type { Line } from './table.ts';

const STOPPED = 'neurolink';
const POLL_MS = 5;

/** From a broken stack to one that is well: against the floor of a heal, and against Monit. */
export async function healLines(at: BenchStack, runs: number): Promise<Line[]> {
  const config = at.configWith('heal.json', { safety_limits: unlimited });
  const argv = [process.execPath, bin, '--config', config, '--auto-heal'];
  const ours: Subject = { name: 'orixoon', argv, env: at.env };
  return [await stoppedLine(at, ours, runs), await killedLine(at, ours, runs)];
}

async function stoppedLine(at: BenchStack, subject: Subject, runs: number): Promise<Line> {
  const { docker, stack, env, folder } = at;
  const prepare = async (): Promise<void> => {
    await settled(docker.getContainer(containerName(stack, STOPPED)).stop({ t: 5 }), 304);
    await until(stack, docker, STOPPED, 'to be down', ({ State }) => !State.Running);
  };
  const ours = { ...subject, prepare };
  const floor = { name: 'floor', argv: [process.execPath, await bundled('floor-heal', folder)], env, prepare };
  const times = await interleaved([ours, floor], runs);
  const [own, its] = [median(times.get('orixoon') ?? []), median(times.get('floor') ?? [])];
  return {
    target: '3 a stopped container, from the start to ALLOW, against the floor of a heal',
    ours: inMs(own),
    against: inMs(its),
    ratio: own / its,
    limit: 1.25,
  };
}

async function killedLine(at: BenchStack, ours: Subject, runs: number): Promise<Line> {
  const [own, its, starts]: [number[], number[], number[]] = [[], [], []];
  const redis = at.docker.getContainer(containerName(at.stack, 'redis'));
  for (let round = -1; round < runs; round += 1) {
    // Monit's cycle is met at each of its moments in turn.
    const phase = Math.max(round, 0) / runs;
    const [mine, peer] = await inTurn(
      round,
      () => toAnswer(at, () => runOnce(ours)),
      () => underMonit(watched(at), phase, () => toAnswer(at, () => Promise.resolve())),
    );
    const start = await toAnswer(at, () => redis.start());
    if (round < 0) continue;
    own.push(mine);
    its.push(peer);
    starts.push(start);
  }
  return {
    target: '3 a killed Redis, until it answers again, against Monit every second',
    ours: inMs(median(own)),
    against: `${inMs(median(its))} (docker start alone: ${inMs(median(starts))})`,
    ratio: median(own) / median(its),
    limit: 0.5,
  };
}

const watched = ({ folder, stack }: BenchStack): Parameters<typeof underMonit>[0] => ({
  ...{ folder, host: stack.host, port: stack.ports.redis },
  container: containerName(stack, 'redis'),
});

/** Kills Redis; milliseconds until it answers again. Resolves when whoever heals it is through, and it is well. */
async function toAnswer({ docker, stack }: BenchStack, heal: () => Promise<unknown>): Promise<number> {
  const name = containerName(stack, 'redis');
  await waitUntilWell(docker, 'redis', name);
  await docker.getContainer(name).kill();
  const killedAt = performance.now();
  const [ms] = await Promise.all([answered(stack.ports.redis, killedAt), heal()]);
  await waitUntilWell(docker, 'redis', name);
  return ms;
}

async function answered(port: number, since: number): Promise<number> {
  while (!(await pings(port))) {
    if (performance.now() - since > 60_000) throw new Error('nobody brought Redis back within a minute');
    await delay(POLL_MS);
  }
  return performance.now() - since;
}

function pings(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (isWell: boolean): void => {
      socket.destroy();
      resolve(isWell);
    };
    socket.once('data', answer => end(answer.toString().startsWith('+PONG')));
    socket.once('error', () => end(false)).once('end', () => end(false));
  });
}
