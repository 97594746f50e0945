import { setTimeout as wait } from 'node:timers/promises';
import { within } from '../within.ts';

const TRY_MS = 5000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 4000;

/** One try: null where it was taken, else why not, and whether and when it may be tried again. */
interface Refused {
  readonly reason: string;
  readonly canRetry: boolean;
  readonly afterMs: number | null;
}

/** POST JSON until it is taken, refused for good, or the signal ends it. Throws an Error that holds no part of the URL's path. */
export async function postJson(url: string, payload: object, deadlineMs: number, signal: AbortSignal): Promise<void> {
  const body = JSON.stringify(payload);
  for (let tried = 1; ; tried++) {
    const refused = await tryOnce(url, body, signal);
    if (refused === null) return;
    const waitMs = refused.afterMs ?? Math.min(FIRST_WAIT_MS * 2 ** (tried - 1), LONGEST_WAIT_MS);
    if (!refused.canRetry || signal.aborted) throw new Error(refused.reason);
    if (Date.now() + waitMs >= deadlineMs)
      throw new Error(`${refused.reason}; tried ${tried} times, and there was no time to wait for the next`);
    try {
      await wait(waitMs, undefined, { signal });
    } catch (error) {
      // Cut short: the last answer is the reason.
      throw new Error(refused.reason, { cause: error });
    }
  }
}

async function tryOnce(url: string, body: string, signal: AbortSignal): Promise<Refused | null> {
  try {
    const { authority, headers } = credentialsOf(url);
    const response = await fetch(authority, {
      method: 'POST',
      // The address is a secret: no other host is told of it, nor of what is said here.
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'user-agent': 'orixoon', ...headers },
      body,
      signal: within(TRY_MS, signal),
    });
    // What it says is of no use, and may have no end.
    response.body?.cancel().catch(() => undefined);
    return judge(response.status, response.headers.get('retry-after'));
  } catch (error) {
    return { reason: `no answer: ${reasonOf(error)}`, canRetry: true, afterMs: null };
  }
}

/** `fetch` takes no user and password in a URL. */
function credentialsOf(text: string): { authority: string; headers: Record<string, string> } {
  const url = new URL(text);
  if (url.username === '' && url.password === '') return { authority: text, headers: {} };
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = url.password = '';
  return { authority: url.href, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

function judge(status: number, retryAfter: string | null): Refused | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return {
      reason: `answered ${status}: it points elsewhere, and that is not followed; put the final address into the config`,
      canRetry: false,
      afterMs: null,
    };
  const canRetry = status === 429 || status >= 500;
  return { reason: `answered ${status}`, canRetry, afterMs: canRetry ? retryAfterMs(retryAfter, Date.now()) : null };
}

/**
 * Seconds or a date; null where it is neither.
 *
 * @internal for its tests
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** A code where there is one: the message of a failed fetch may quote the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `none within ${TRY_MS / 1000} s`;
  if (error.name === 'AbortError') return 'none in time';
  const { cause } = error;
  const inner = cause instanceof AggregateError ? (cause.errors as unknown[])[0] : cause;
  if (typeof inner === 'object' && inner !== null && 'code' in inner) return String(inner.code);
  return 'it could not be reached';
}
