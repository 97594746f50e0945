import { RedisError } from './errors.ts';
import { tlsTrouble } from './tls-trouble.ts';
import type { TlsTrouble } from './tls-trouble.ts';
import type { RedisFault } from './redis-types.ts';

/** The first word of a Redis error is its code; some old ones are only known by their text. */
const replies: readonly (readonly [RegExp, RedisFault])[] = [
  [/max number of clients/i, 'maxclients'],
  [/^(NOAUTH|WRONGPASS|DENIED)\b|invalid password|without any password configured|no password is set/i, 'auth'],
  [/^NOPERM\b/, 'noperm'],
  [/^LOADING\b/, 'loading'],
  [/^READONLY\b/, 'readonly'],
  [/^MISCONF\b/, 'misconf'],
  [/^OOM\b/, 'oom'],
];

/** Where Redis should be, nobody answers. EHOSTUNREACH is what the address of a stopped container answers. */
const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  EHOSTUNREACH: 'the host cannot be reached',
};

/** We could not look there: a wrong address, or trouble of our own. It says nothing of Redis, so nothing is restarted for it. */
const misses: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name is not known: check the host in connections.redis.url',
  EAI_AGAIN: 'the host name could not be looked up: check the host in connections.redis.url, and the resolver',
  ENETUNREACH: 'there is no way to its network: check the network of this machine',
  ENOENT: 'there is no such socket: check the path in connections.redis.url, and that Redis runs',
  EACCES: 'no permission to use the socket: run as a user that may',
};

/**
 * What Redis answered, as a fault.
 *
 * @internal for its tests
 */
export function faultOfReply(message: string): RedisFault {
  return replies.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
}

/** Whether Redis answered that a script, or a command in it, may not run here; all else that goes wrong is no such answer. */
export const refusesScript = (error: unknown): boolean =>
  error instanceof RedisError && (error.fault === 'noperm' || error.fault === 'other');

/** Whatever a client library threw, as a RedisError. A library's error may carry the AUTH command: only socket errors stay as `cause`. */
export function asRedisError(error: unknown, label: string): RedisError {
  if (error instanceof RedisError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ETIMEDOUT') return new RedisError('timeout', `Redis at ${label}: no connection in time`);
  const tls = tlsTrouble(error);
  if (tls !== null)
    return new RedisError('other', `Redis at ${label}: ${tls.what}; ${tlsAdvice(tls)}`, { cause: error });
  const refusal = refusals[code];
  if (refusal !== undefined) return new RedisError('refused', `Redis at ${label}: ${refusal}`, { cause: error });
  if (code !== '') return new RedisError('other', `Redis at ${label}: ${misses[code] ?? message}`, { cause: error });
  const unexpected = /Last error: (.*)$/s.exec(message)?.[1];
  if (unexpected !== undefined) return replyError(unexpected, label);
  if (/Connection is closed|Command aborted|isn't writeable/.test(message))
    return new RedisError('refused', `Redis at ${label}: the connection was closed without an answer`);
  return replyError(message, label);
}

const tlsAdvice = ({ isTrust }: TlsTrouble): string =>
  isTrust
    ? 'name its CA in connections.redis.url (rediss://…?ssl_ca_certs=/path/ca.pem) or NODE_EXTRA_CA_CERTS, and its own host name'
    : 'check redis:// against rediss:// in connections.redis.url, its port, and ssl_certfile and ssl_keyfile';

/** A cluster's words for "ask another node". */
const elsewhere = /^(MOVED|ASK|CLUSTERDOWN|CROSSSLOT)\b/;

function replyError(reply: string, label: string): RedisError {
  if (/Protocol error, got/.test(reply))
    return new RedisError('other', `Redis at ${label}: what answers does not speak Redis; it may want TLS (rediss://)`);
  if (elsewhere.test(reply))
    return new RedisError(
      'other',
      `Redis at ${label} answered: ${reply.trim().slice(0, 300)}; it is a node of a cluster, and only the node in connections.redis.url is asked`,
    );
  return new RedisError(faultOfReply(reply), `Redis at ${label} answered: ${reply.trim().slice(0, 300)}`);
}
