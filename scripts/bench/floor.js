// The floor with libraries: a minimal script with the clients that the program uses, everything side by side, no policy, no report.
import Docker from 'dockerode';
import { Redis } from 'ioredis';
import { statfs } from 'node:fs/promises';
import pg from 'pg';

const env = process.env;
const names = env.CONTAINERS.split(' ');
const docker = new Docker({ socketPath: env.ENGINE_SOCKET });

async function containers() {
  const rows = await docker.listContainers({ all: true });
  const mine = rows.filter(row => names.includes(row.Names[0].slice(1)));
  if (mine.length !== names.length || mine.some(row => row.State !== 'running')) throw new Error('a container is down');
  const app = mine.find(row => row.Names[0] === `/${env.APP}`);
  const [view, , ...tables] = await Promise.all([
    docker.getContainer(app.Id).inspect(),
    docker.getContainer(app.Id).logs({ stdout: true, stderr: true, since: Math.floor(Date.now() / 1000) - 300 }),
    ...env.WORKERS.split(' ').map(name => docker.getContainer(name).top({ ps_args: '-eo pid,ppid,stat,args' })),
  ]);
  if (tables.some(table => table.Processes.length === 0)) throw new Error('a worker is down');
  return view.RestartCount;
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

await Promise.all([containers(), database(), redis(), health(), statfs('/')]);
console.log('ok');
