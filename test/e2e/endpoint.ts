import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';

/** A server of its own process: `serve <port> <status>`; `restart <port>` ends the one of the pid file and starts a well one. */
const script = `
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
const [what, port, status] = process.argv.slice(2);
const pidFile = new URL('pid', import.meta.url);
if (what === 'serve') {
  createServer((_, answer) => { answer.statusCode = Number(status); answer.end('x'); })
    .listen(Number(port), '127.0.0.1', () => { writeFileSync(pidFile, String(process.pid)); process.send?.('up'); process.disconnect?.(); });
} else {
  try { process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL'); } catch (error) { if (error.code !== 'ESRCH') throw error; }
  const child = spawn(process.execPath, [process.argv[1], 'serve', port, '200'], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.on('message', () => { child.unref(); child.disconnect(); });
  child.on('exit', code => process.exit(code ?? 1));
}
`;

/** An endpoint that answers 503 until it is restarted. */
export async function sickEndpoint(folder: string) {
  const file = join(folder, 'endpoint-server.mjs');
  writeFileSync(file, script);
  const port = await freePort();
  const first = execa(process.execPath, [file, 'serve', String(port), '503'], { reject: false, ipc: true });
  await first.getOneMessage();
  const pid = (): number => Number(readFileSync(join(folder, 'pid'), 'utf8'));
  return {
    pid,
    section: {
      name: 'shop',
      url: `http://127.0.0.1:${port}/`,
      match: `${file} serve`,
      restart_command: [process.execPath, file, 'restart', String(port)],
    },
    /** End the one that serves now. */
    end: () => process.kill(pid(), 'SIGKILL'),
  };
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
