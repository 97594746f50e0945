import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { HttpError } from './errors.ts';
import type { HttpAnswer, HttpEyes, HttpFault } from './http-types.ts';

const MOST_REDIRECTS = 3;
const BODY_BYTES = 4096;

/** HTTP over node:http, which is there already where fetch takes longer to load than to ask; the signal ends every wait. */
export function openHttp({ signal }: { readonly signal: AbortSignal }): HttpEyes {
  return { get: (url, timeoutMs) => get(url, timeoutMs, signal) };
}

async function get(url: string, timeoutMs: number, ending: AbortSignal): Promise<HttpAnswer> {
  const cut = new AbortController();
  const time = { isUp: false };
  const timer = setTimeout(() => {
    time.isUp = true;
    cut.abort();
  }, timeoutMs);
  const end = (): void => cut.abort();
  ending.addEventListener('abort', end, { once: true });
  if (ending.aborted) end();
  const startedAt = performance.now();
  try {
    const response = await follow(new URL(url), cut.signal);
    const body = await startOf(response);
    return { status: response.statusCode ?? 0, body, durationMs: performance.now() - startedAt };
  } catch (error) {
    if (time.isUp)
      throw new HttpError('timeout', `${shown(url)} gave no answer within ${timeoutMs} ms`, { cause: error });
    if (ending.aborted) throw new HttpError('other', `${shown(url)} was not waited for: interrupted`, { cause: error });
    throw asHttpError(error, url);
  } finally {
    clearTimeout(timer);
    ending.removeEventListener('abort', end);
  }
}

/** The last answer: the first that is no redirect, or the redirect after the third. */
async function follow(first: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const login = loginOf(first);
  let url = first;
  for (let hop = 0; ; hop += 1) {
    const isHome = url.origin === first.origin;
    const headers = { accept: '*/*', 'user-agent': 'orixoon', ...(isHome && login ? { authorization: login } : {}) };
    const response = await ask(url, headers, signal);
    const to = redirectOf(response, url);
    if (to === null || hop === MOST_REDIRECTS) return response;
    response.destroy();
    url = to;
  }
}

/** Resolves when the head of the answer is there. */
function ask(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // A connection of its own: one that is kept would break when the application starts again.
    request(bare(url), { agent: false, headers, signal }, resolve).on('error', reject).end();
  });
}

function redirectOf({ headers: { location }, statusCode = 0 }: IncomingMessage, from: URL): URL | null {
  if (location === undefined || ![301, 302, 303, 307, 308].includes(statusCode)) return null;
  if (!URL.canParse(location, from.href)) return null;
  const to = new URL(location, from.href);
  return to.protocol === 'http:' || to.protocol === 'https:' ? to : null;
}

/** The login goes into a header of its own, and to where it is meant for alone. */
function bare(url: URL): URL {
  const copy = new URL(url);
  copy.username = '';
  copy.password = '';
  return copy;
}

function loginOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

async function startOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= BODY_BYTES) break; // and with it the connection
  }
  return Buffer.concat(pieces)
    .subarray(0, BODY_BYTES)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

const faultOfCode: Readonly<Record<string, HttpFault>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

const said: Readonly<Record<HttpFault, string>> = {
  refused: 'refuses connections: nothing listens there',
  reset: 'hung up before its answer was whole',
  timeout: 'does not answer',
  unreachable: 'cannot be reached from here: is the name right, is the network up?',
  tls: 'cannot be trusted: its certificate does not hold',
  other: 'could not be asked',
};

/** Where a name has several addresses, what went wrong with each is wrapped. */
function asHttpError(error: unknown, url: string): HttpError {
  const code = codeOf(error);
  const isTls = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code);
  const fault = isTls ? 'tls' : (faultOfCode[code] ?? 'other');
  const detail = code === '' ? wordsOf(error) : code;
  return new HttpError(fault, `${shown(url)} ${said[fault]} (${detail})`, { cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.cause === undefined ? error.message : wordsOf(error.cause)) : String(error);

/** Without login, query and fragment: these may hold secrets. */
function shown(url: string): string {
  if (!URL.canParse(url)) return 'the URL';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
