import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';

/**
 * A server of its own process: `serve <port> <status> [<url>]`, which answers 503 as long as the URL has no answer;
 * `restart <port>` ends the one of the pid file and starts a well one.
 */
const script = `
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const [what, port, status, needs] = process.argv.slice(2);
const pidFile = new URL('pid', import.meta.url);
if (what === 'serve') {
  createServer(async (_, answer) => {
    const carries = needs === undefined || await fetch(needs).then(({ ok }) => ok, () => false);
    answer.statusCode = carries ? Number(status) : 503;
    answer.end('x');
  })
    .listen(Number(port), '127.0.0.1', () => { writeFileSync(pidFile, String(process.pid)); process.send?.('up'); process.disconnect?.(); });
} else {
  try { process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL'); } catch (error) { if (!['ESRCH', 'ENOENT'].includes(error.code)) throw error; }
  const child = spawn(process.execPath, [process.argv[1], 'serve', port, '200'], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.on('message', () => { child.unref(); child.disconnect(); });
  child.on('exit', code => process.exit(code ?? 1));
}
`;

/** An endpoint that answers 503 until it is restarted. */
export const sickEndpoint = (folder: string) => startEndpoint(folder, 'shop', '503');

/** An endpoint that nothing is wrong with, but that answers 503 as long as a URL has no answer. */
export const endpointOn = (folder: string, url: string) => startEndpoint(folder, 'shop', '200', url);

/** Where one can be started, that is not there yet. */
export async function unstartedEndpoint(parent: string, name: string) {
  const folder = join(parent, name);
  mkdirSync(folder);
  const file = join(folder, 'endpoint-server.mjs');
  writeFileSync(file, script);
  const port = await freePort();
  const pid = (): number => Number(readFileSync(join(folder, 'pid'), 'utf8'));
  return {
    file,
    port,
    pid,
    section: {
      name,
      url: `http://127.0.0.1:${port}/`,
      match: `${file} serve`,
      restart_command: [process.execPath, file, 'restart', String(port)],
    },
    /** End the one that serves now. */
    end: () => process.kill(pid(), 'SIGKILL'),
  };
}

async function startEndpoint(parent: string, name: string, ...how: readonly string[]) {
  const endpoint = await unstartedEndpoint(parent, name);
  const argv = [endpoint.file, 'serve', String(endpoint.port), ...how];
  const first = execa(process.execPath, argv, { reject: false, ipc: true });
  await first.getOneMessage();
  return endpoint;
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
