import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { Duplex } from 'node:stream';
import { DockerError } from './errors.ts';

/** Who and where, as `ssh` takes it. */
export interface SshPlace {
  readonly host: string;
  readonly port: string | undefined;
  readonly username: string | undefined;
}

/** So much of what ssh says is kept. */
const SAID = 2000;

/**
 * The words that reach an engine over ssh as the docker command does: the ssh of this machine, with its config, keys,
 * agent and known hosts. It asks nobody anything, so an unknown host key is refused.
 */
const sshWords = ({ host, port, username }: SshPlace): readonly string[] => [
  ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=30', '-T'],
  ...(username === undefined ? [] : ['-l', username]),
  ...(port === undefined ? [] : ['-p', port]),
  ...['--', host, 'docker', 'system', 'dial-stdio'],
];

/** An agent whose every connection is an ssh of its own, ended with it. */
export function sshAgent(place: SshPlace): Agent {
  const agent = new Agent();
  agent.createConnection = () => overSsh(place);
  return agent;
}

function overSsh(place: SshPlace): Duplex {
  const child = spawn('ssh', [...sshWords(place)], { shell: false, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-SAID)));
  const line = new Duplex({
    allowHalfOpen: false,
    read: () => child.stdout.resume(),
    write: (chunk, _, done) => child.stdin.write(chunk, done),
    final: done => child.stdin.end(done),
    destroy(error, done) {
      child.kill();
      done(error);
    },
  });
  child.stdout.on('data', chunk => {
    if (!line.push(chunk)) child.stdout.pause();
  });
  // Its end is told by `close`, which comes after all that it said.
  child.stdin.on('error', () => undefined);
  child.once('error', cause => line.destroy(troubleOf(place, cause.message, cause)));
  child.once('close', code => {
    if (code === 0) line.push(null);
    else line.destroy(troubleOf(place, said.trim() || `ssh ended with ${String(code)}`));
  });
  return asSocket(line);
}

/** What the HTTP client asks of a socket beside its bytes means nothing here. */
function asSocket(line: Duplex): Duplex {
  const nothing = (): Duplex => line;
  return Object.assign(line, {
    setTimeout: nothing,
    setNoDelay: nothing,
    setKeepAlive: nothing,
    ref: nothing,
    unref: nothing,
  });
}

function troubleOf({ host }: SshPlace, said: string, cause?: Error): DockerError {
  const advice =
    advices.find(([pattern]) => pattern.test(said))?.[1] ?? `try it by hand: ssh ${host} docker system dial-stdio`;
  const fault = /Permission denied/.test(said) ? 'forbidden' : 'absent';
  return new DockerError(fault, `no Docker engine can be reached over ssh at ${host}: ${said}; ${advice}`, { cause });
}

const advices: readonly (readonly [RegExp, string])[] = [
  [/ENOENT/, 'install ssh (openssh-client): ssh:// goes through it'],
  [
    /Host key verification failed|HOST IDENTIFICATION HAS CHANGED/,
    'the key of the host is not the one in known_hosts: connect once by hand with ssh and compare the key; it is never accepted unseen',
  ],
  [/Permission denied/, 'nobody can be asked for a password here: use a key, or an agent (SSH_AUTH_SOCK)'],
  [
    /dial-stdio|command not found|not found/,
    'the docker command must be installed on that host, in the PATH of a session without a terminal',
  ],
];
