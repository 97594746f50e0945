// The floor of a heal: the floor's look, docker start of what is down, its own time to healthy, and the passes that a verdict wants.
import { setTimeout as delay } from 'node:timers/promises';
import { docker, look } from './floor-look.js';

const [PASSES, INTERVAL_MS, POLL_MS] = [2, 500, 20];

async function isWell(container) {
  const { State } = await container.inspect();
  return State.Running && (State.Health === undefined || State.Health.Status === 'healthy');
}

async function heal(name) {
  const container = docker.getContainer(name);
  await container.start();
  while (!(await isWell(container))) await delay(POLL_MS);
  for (let passes = 1; passes < PASSES; passes += 1) {
    await delay(INTERVAL_MS);
    if (!(await isWell(container))) throw new Error(`${name} did not stay well`);
  }
}

const down = await look();
if (down.length === 0) throw new Error('nothing is down');
await Promise.all(down.map(heal));
console.log('ok');
