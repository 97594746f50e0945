/**
 * Why a URL gave no answer. `refused`: nobody listens there. `reset`: it hung up before its answer was whole. `timeout`: no
 * whole answer in time. The others say nothing of the application: `unreachable` (no such name, no way there), `tls`, `other`.
 */
export type HttpFault = 'refused' | 'reset' | 'timeout' | 'unreachable' | 'tls' | 'other';

/** What a URL answered, whatever the status. */
export interface HttpAnswer {
  readonly status: number;
  /** At most the first 4 KB. */
  readonly body: string;
  /** Milliseconds until the body was read. */
  readonly durationMs: number;
}

/** One GET, for health URLs. Failures are HttpError with a fault; no message holds a password or a query. */
export interface HttpEyes {
  /** Follows at most three redirects; the time is for all of it. */
  get(url: string, timeoutMs: number): Promise<HttpAnswer>;
}
