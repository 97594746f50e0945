// The floor of the machine: the same questions over bare sockets, with nothing loaded that Node does not bring.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { get } from 'node:http';
import { connect } from 'node:net';

const env = process.env;
const names = env.CONTAINERS.split(' ');

const ask = options =>
  new Promise((resolve, reject) => {
    get({ agent: false, ...options }, answer => {
      const pieces = [];
      answer.on('data', piece => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(pieces) }));
    }).on('error', reject);
  });

const engine = async path => {
  const { status, body } = await ask({ socketPath: env.ENGINE_SOCKET, path });
  if (status !== 200) throw new Error(`${path}: ${status}`);
  return body;
};

async function containers() {
  const rows = JSON.parse(await engine('/containers/json?all=1'));
  const mine = rows.filter(row => names.includes(row.Names[0].slice(1)));
  if (mine.length !== names.length || mine.some(row => row.State !== 'running')) throw new Error('a container is down');
  const since = Math.floor(Date.now() / 1000) - 300;
  await Promise.all([
    engine(`/containers/${env.APP}/json`),
    engine(`/containers/${env.APP}/logs?stdout=1&stderr=1&since=${since}`),
    ...env.WORKERS.split(' ').map(name => engine(`/containers/${name}/top?ps_args=-eo%20pid,ppid,stat,args`)),
  ]);
}

/** One connection, by the protocol's own messages: SCRAM, then the queries as one, then the end. */
function database() {
  const { hostname, port, username, password, pathname } = new URL(env.DATABASE_URL);
  const socket = connect(Number(port), hostname);
  const text = (...parts) => Buffer.from(parts.map(part => `${part}\0`).join(''));
  const send = (type, body) => {
    const head = Buffer.alloc(type === '' ? 4 : 5);
    head.write(type, 'latin1');
    head.writeInt32BE(body.length + 4, type === '' ? 0 : 1);
    socket.write(Buffer.concat([head, body]));
  };
  const nonce = randomBytes(18).toString('base64');
  const first = `n=,r=${nonce}`;
  const hmac = (key, data) => createHmac('sha256', key).update(data).digest();
  const proofOf = answer => {
    const { r, s, i } = Object.fromEntries(answer.split(',').map(part => [part[0], part.slice(2)]));
    const salted = pbkdf2Sync(password, Buffer.from(s, 'base64'), Number(i), 32, 'sha256');
    const clientKey = hmac(salted, 'Client Key');
    const bare = `c=biws,r=${r}`;
    const signed = hmac(createHash('sha256').update(clientKey).digest(), `${first},${answer},${bare}`);
    return `${bare},p=${clientKey.map((byte, at) => byte ^ signed[at]).toString('base64')}`;
  };
  return new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    let ready = 0;
    socket.on('error', reject);
    socket.on('connect', () => {
      const version = Buffer.from([0, 3, 0, 0]);
      send('', Buffer.concat([version, text('user', username, 'database', pathname.slice(1), '')]));
    });
    const handle = (type, body) => {
      if (type === 'E') reject(new Error(body.toString()));
      if (type === 'R' && body.readInt32BE(0) === 10) {
        const start = Buffer.from(`n,,${first}`);
        const length = Buffer.alloc(4);
        length.writeInt32BE(start.length);
        send('p', Buffer.concat([text('SCRAM-SHA-256'), length, start]));
      }
      if (type === 'R' && body.readInt32BE(0) === 11) send('p', Buffer.from(proofOf(body.subarray(4).toString())));
      if (type !== 'Z') return;
      ready += 1;
      if (ready === 1) send('Q', text(env.QUERIES));
      else resolve(socket.end());
    };
    socket.on('data', piece => {
      held = Buffer.concat([held, piece]);
      while (held.length >= 5 && held.length > held.readInt32BE(1)) {
        const end = held.readInt32BE(1) + 1;
        handle(String.fromCharCode(held[0]), held.subarray(5, end));
        held = held.subarray(end);
      }
    });
  });
}

function redis() {
  const { hostname, port } = new URL(env.REDIS_URL);
  const socket = connect(Number(port), hostname);
  return new Promise((resolve, reject) => {
    const [one, two] = env.HEARTBEATS.split(' ');
    let heard = '';
    socket.on('error', reject);
    // ECHO comes last: when it is heard, so was all the rest.
    socket.write(`PING\r\nINFO memory\r\nGET ${one}\r\nGET ${two}\r\nECHO over\r\n`);
    socket.on('data', piece => {
      heard += piece.toString('latin1');
      if (heard.endsWith('$4\r\nover\r\n')) resolve(socket.end());
    });
  });
}

async function health() {
  const { hostname, port } = new URL(env.APP_URL);
  const { status } = await ask({ host: hostname, port, path: '/health' });
  if (status !== 200) throw new Error('the application is not well');
}

await Promise.all([containers(), database(), redis(), health(), statfs('/')]);
console.log('ok');
