// What the floor asks, with the clients that the program uses.
import Docker from 'dockerode';
import { Redis } from 'ioredis';
import { statfs } from 'node:fs/promises';
import pg from 'pg';

const env = process.env;
const names = env.CONTAINERS.split(' ');
export const docker = new Docker({ socketPath: env.ENGINE_SOCKET });

async function containers() {
  const rows = await docker.listContainers({ all: true });
  const mine = rows.filter(row => names.includes(row.Names[0].slice(1)));
  if (mine.length !== names.length) throw new Error('a container is missing');
  const app = mine.find(row => row.Names[0] === `/${env.APP}`);
  const [view, , ...tables] = await Promise.all([
    docker.getContainer(app.Id).inspect(),
    docker.getContainer(app.Id).logs({ stdout: true, stderr: true, since: Math.floor(Date.now() / 1000) - 300 }),
    ...env.WORKERS.split(' ').map(name => docker.getContainer(name).top({ ps_args: '-eo pid,ppid,stat,args' })),
  ]);
  if (tables.some(table => table.Processes.length === 0)) throw new Error('a worker is down');
  if (view.RestartCount > 0) throw new Error('the application restarts');
  return mine.filter(row => row.State !== 'running').map(row => row.Names[0].slice(1));
}

async function database() {
  const client = new pg.Client(env.DATABASE_URL);
  await client.connect();
  for (const query of env.QUERIES.split('\n')) await client.query(query);
  await client.end();
}

async function redis() {
  const client = new Redis(env.REDIS_URL);
  await Promise.all([
    client.ping(),
    client.info('memory'),
    client.get(env.HEARTBEATS.split(' ')[0]),
    client.get(env.HEARTBEATS.split(' ')[1]),
  ]);
  client.disconnect();
}

async function health() {
  const { ok } = await fetch(`${env.APP_URL}/health`);
  if (!ok) throw new Error('the application is not well');
}

/** Everything side by side. Resolves to the names of the containers that do not run. */
export async function look() {
  const [down] = await Promise.all([containers(), database(), redis(), health(), statfs('/')]);
  return down;
}
