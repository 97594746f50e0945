import { HttpError } from './errors.ts';
import type { HttpAnswer, HttpEyes, HttpFault } from './http-types.ts';

const MOST_REDIRECTS = 3;
const BODY_BYTES = 4096;

/** HTTP over the built-in fetch; the signal ends every wait. */
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
    return { status: response.status, body, durationMs: performance.now() - startedAt };
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
async function follow(first: URL, signal: AbortSignal): Promise<Response> {
  const login = loginOf(first);
  let url = first;
  for (let hop = 0; ; hop += 1) {
    const isHome = url.origin === first.origin;
    const headers = { accept: '*/*', 'user-agent': 'orixoon', ...(isHome && login ? { authorization: login } : {}) };
    const response = await fetch(bare(url), { redirect: 'manual', headers, signal });
    const to = redirectOf(response, url);
    if (to === null || hop === MOST_REDIRECTS) return response;
    await response.body?.cancel();
    url = to;
  }
}

function redirectOf(response: Response, from: URL): URL | null {
  const location = response.headers.get('location');
  if (location === null || ![301, 302, 303, 307, 308].includes(response.status)) return null;
  if (!URL.canParse(location, from.href)) return null;
  const to = new URL(location, from.href);
  return to.protocol === 'http:' || to.protocol === 'https:' ? to : null;
}

/** fetch takes no URL with a login in it. */
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

async function startOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < BODY_BYTES) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done || !value) break;
    pieces.push(value);
    bytes += value.length;
  }
  await reader.cancel();
  return Buffer.concat(pieces)
    .subarray(0, BODY_BYTES)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

const faultOfCode: Readonly<Record<string, HttpFault>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
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

/** fetch wraps what really went wrong, and where a name has several addresses, wraps that again. */
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
