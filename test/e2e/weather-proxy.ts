import { connect, createServer } from 'node:net';
import type { AddressInfo, NetConnectOpts, Socket } from 'node:net';

/** What happens to a connection: both ends closed, both reset, or nothing forwarded any more. */
export type Blow = 'cut' | 'reset' | 'stall';

/** What lies between the program under test and its server. Set at any time; what is open already is under it too. */
export interface Weather {
  /** Each piece, either way, comes this much later. */
  readonly delayMs?: number;
  /** Each piece comes in so many bytes at a time. */
  readonly trickle?: number;
  /** Before anything is forwarded. `stall`: the connection is taken, and never answered. */
  readonly atOnce?: Blow;
  /** Once the server has said so many bytes on one connection. */
  readonly afterBytes?: number;
  readonly then?: Blow;
}

/** What befalls a request whose bytes hold the words. */
export interface Strike {
  readonly on: RegExp;
  /** `before` it is forwarded; `asked`: as soon as it is; `done`: when its answer comes, which is not. */
  readonly when: 'before' | 'asked' | 'done';
  readonly blow?: Blow;
  /** The weather from then on, and every connection that is open is reset; without it, the next one is a good one. */
  readonly weather?: Weather;
  /** Done while the request is held back; it is forwarded after that, unless there is a blow. */
  readonly meanwhile?: () => Promise<void>;
}

export interface WeatherProxy {
  readonly port: number;
  weather: Weather;
  /** The next request that fits, and no later one. */
  strike: Strike | null;
  target: NetConnectOpts;
  /** Requests that fitted a strike. */
  readonly struck: number;
  /** Connections taken so far. */
  readonly connections: number;
  close(): Promise<void>;
}

/** A TCP proxy on this machine before a server's port or socket. */
export async function weatherProxy(target: NetConnectOpts): Promise<WeatherProxy> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, socket => {
    proxy.connections += 1;
    track(socket, open);
    carry(socket, proxy, open);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const proxy = {
    port: (server.address() as AddressInfo).port,
    weather: {} as Weather,
    strike: null as Strike | null,
    target,
    struck: 0,
    connections: 0,
    async close() {
      for (const one of open) one.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return proxy;
}

type Proxy = { -readonly [Key in keyof WeatherProxy]: WeatherProxy[Key] };

/** Broken connections are what this is for: an error of one is no error of the test. */
function track(socket: Socket, open: Set<Socket>): void {
  socket.on('error', () => undefined);
  open.add(socket);
  socket.on('close', () => open.delete(socket));
}

/** One connection, from end to end. */
function carry(client: Socket, proxy: Proxy, open: Set<Socket>): void {
  const way: Way = { client, server: null, isDead: false };
  if (proxy.weather.atOnce) return strikeDown(way, proxy.weather.atOnce);
  const server = connect({ ...proxy.target, allowHalfOpen: true } as NetConnectOpts);
  way.server = server;
  track(server, open);
  let heard = '';
  let blowAtAnswer: Strike | null = null;
  let said = 0;

  const ask = async (piece: Buffer): Promise<void> => {
    const text = heard + piece.toString('latin1');
    heard = text.slice(-65_536);
    const { strike } = proxy;
    if (!strike?.on.test(text)) return send(server, piece, way, proxy.weather);
    heard = '';
    proxy.strike = null;
    proxy.struck += 1;
    await strike.meanwhile?.();
    if (strike.when === 'before' && strike.blow) {
      land(strike, way, proxy, open);
      return;
    }
    if (strike.when === 'done') blowAtAnswer = strike;
    await send(server, piece, way, proxy.weather);
    if (strike.when === 'asked') land(strike, way, proxy, open);
  };
  const answer = async (piece: Buffer): Promise<void> => {
    if (blowAtAnswer) {
      land(blowAtAnswer, way, proxy, open);
      return;
    }
    said += piece.length;
    const { afterBytes, then } = proxy.weather;
    if (afterBytes !== undefined && said > afterBytes) {
      strikeDown(way, then ?? 'cut');
      return;
    }
    await send(client, piece, way, proxy.weather);
  };
  oneByOne(client, ask, () => server.end());
  oneByOne(server, answer, () => client.end());
  client.on('close', () => !way.isDead && server.destroy());
  server.on('close', () => !way.isDead && client.destroy());
}

interface Way {
  readonly client: Socket;
  server: Socket | null;
  isDead: boolean;
}

/** Piece after piece, in order, however long each takes; then the end. */
function oneByOne(from: Socket, work: (piece: Buffer) => Promise<void>, end: () => void): void {
  let tail: Promise<unknown> = Promise.resolve();
  from.on('data', (piece: Buffer) => void (tail = tail.then(() => work(piece))));
  from.on('end', () => void (tail = tail.then(end)));
}

async function send(to: Socket, piece: Buffer, way: Way, { delayMs = 0, trickle = piece.length }: Weather) {
  for (let at = 0; at < piece.length; at += trickle) {
    if (delayMs > 0) await new Promise(resolve => setTimeout(resolve, delayMs));
    if (way.isDead) return;
    await new Promise<void>(resolve => void to.write(piece.subarray(at, at + trickle), () => resolve()));
  }
}

function land({ blow, weather }: Strike, way: Way, proxy: Proxy, open: Set<Socket>): void {
  if (weather) {
    proxy.weather = weather;
    for (const one of open) reset(one);
  }
  if (blow) strikeDown(way, blow);
}

/** A stalled connection stays open, and says nothing any more. */
function strikeDown(way: Way, blow: Blow): void {
  way.isDead = true;
  const { client, server } = way;
  if (blow === 'stall') {
    client.resume();
    return;
  }
  if (blow === 'reset') reset(client);
  else client.destroy();
  // What the server has got already, it is to have to the end: only the way back is gone.
  server?.end();
}

/** Only TCP has a reset: what is behind the proxy may be a socket of Docker's. */
function reset(socket: Socket): void {
  if (socket.remoteFamily === undefined) socket.destroy();
  else socket.resetAndDestroy();
}
