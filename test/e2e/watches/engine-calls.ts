import { createServer, request as ask } from 'node:http';

/** A request that came to the engine. */
export interface Call {
  readonly method: string;
  readonly path: string;
  body: string;
}

/** What stands between the program and the engine, and writes down what it is asked. */
export interface EngineCalls {
  /** For `connections.docker.host`. */
  readonly host: string;
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** Listen at a socket of our own and pass everything on to the engine. */
export async function watchCalls(engine: string, socket: string): Promise<EngineCalls> {
  const { protocol, hostname, port, pathname } = new URL(engine);
  const onward = protocol === 'unix:' ? { socketPath: pathname } : { host: hostname, port };
  const calls: Call[] = [];
  const server = createServer((asked, answer) => {
    const { method = '', url: path = '', headers } = asked;
    const call: Call = { method, path, body: '' };
    calls.push(call);
    const passed = ask({ ...onward, method, path, headers }, got => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    // An archive is of no interest, and may be large.
    if (method === 'POST') asked.on('data', chunk => (call.body += String(chunk)));
    asked.pipe(passed);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
  return {
    host: `unix://${socket}`,
    calls,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An exec of `true` sees whether a container answers that does not answer `top`, one of PING whether a silent Redis does. */
export const execsThatLook = /^(true|timeout 2 redis-cli -p \d+ ping)$/;

/** Whether a request only looks. An exec is a POST and makes a record in the engine, but these two do nothing in the container. */
export function isLook({ method, path, body }: Call): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  if (method !== 'POST') return false;
  if (/\/exec\/[0-9a-f]+\/start(\?|$)/.test(path)) return true; // of those that were made below
  return (
    /\/containers\/[^/]+\/exec(\?|$)/.test(path) &&
    execsThatLook.test(((JSON.parse(body) as { Cmd?: readonly string[] }).Cmd ?? []).join(' '))
  );
}
