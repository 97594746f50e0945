import type { Status } from '../../core/finding.ts';
import type { RedisFault } from '../../clients/redis-types.ts';
import type { Check, Outcome } from '../system.ts';
import { identityOf, isTrouble } from './reading.ts';
import type { Info, Reading, Trouble } from './reading.ts';

/** Only no answer at all is `redis_not_responding`. Every other fault is told as what it is, and no restart is offered for it. */
export const ping: Check<Reading> = {
  id: 'ping',
  title: 'Redis answers PING',
  evaluate(reading) {
    const { ping: answer, info, settings } = reading;
    if (isTrouble(answer)) return { ...base(reading), ...outcomeOf(answer, reading) };
    const who = !isTrouble(info) && info.value.redis_mode === 'sentinel' ? 'a Sentinel' : 'Redis';
    const message = `${who} answers PING in ${answer.value.toFixed(1)} ms`;
    return {
      ...base(reading),
      status: 'passed',
      message,
      observed: rounded(answer.value),
      threshold: settings.ping_timeout_ms,
    };
  },
};

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

const base = ({ target, restsOn, info }: Reading) => ({ target, restsOn, identity: identityOf(info) });

type Verdict = Omit<Outcome, 'target'>;

function outcomeOf(trouble: Trouble, reading: Reading): Verdict {
  const { fault, message } = trouble;
  if ((fault === 'refused' || fault === 'timeout') && reading.isWellInside)
    return {
      status: 'error',
      message: `${message}; but Redis answers inside its container: the way to it is broken, not Redis`,
      evidence: { fault, answers_inside: true },
      recommendation:
        'Look at what lies between this machine and the container: the published port, the network, a firewall. A restart of Redis would cure nothing.',
    };
  if (fault === 'refused' || fault === 'timeout')
    return { status: 'failed', issue: 'redis_not_responding', message, evidence: { fault } };
  if (fault === 'loading') return whileLoading(trouble, reading);
  const { status, advice } = otherFaults[fault];
  return { status, message, evidence: { fault }, recommendation: advice };
}

type Told = Exclude<RedisFault, 'refused' | 'timeout' | 'loading'>;

/** `error`: we could not look. `failed`: Redis answered, and serves nobody. `passed`: it answers; the check of writes has the rest to say. */
const otherFaults: Readonly<Record<Told, { readonly status: Status; readonly advice: string }>> = {
  auth: {
    status: 'error',
    advice:
      'Redis is up, but the login of connections.redis.url is wrong or missing: correct it; a restart changes nothing.',
  },
  noperm: {
    status: 'error',
    advice:
      'Give the user of connections.redis.url the rights that the look needs: ACL SETUSER <user> +ping +info +select.',
  },
  maxclients: {
    status: 'failed',
    advice:
      'Find who holds the connections (CLIENT LIST on the server) and why they are not given back, or raise maxclients. A restart would only hide the leak.',
  },
  misconf: { status: 'passed', advice: 'See the check of writes.' },
  readonly: { status: 'passed', advice: 'See the check of writes.' },
  oom: { status: 'passed', advice: 'See the check of memory.' },
  other: { status: 'error', advice: 'Ask Redis by hand: redis-cli -u <connections.redis.url> PING.' },
};

/** A load may take this long before it counts as hanging. */
const MAX_LOADING_MS = 600_000;

/** Loading ends by itself: look again until twice the time that Redis expects to need is over, at least the phase's own timeout. */
function whileLoading({ message }: Trouble, { info, nowMs, settings }: Reading): Verdict {
  const verdict: Verdict = {
    status: 'error',
    message: `${message}${isTrouble(info) ? '' : ` (${info.value.loading_loaded_perc ?? '?'} % loaded)`}`,
    evidence: { fault: 'loading' },
    recommendation: 'Wait until Redis has loaded its data; a restart would begin the load again.',
  };
  const leftMs = isTrouble(info) ? 0 : leftOfLoading(info.value);
  if (!(leftMs > 0)) return verdict;
  const etaMs = isTrouble(info) ? 0 : Number(info.value.loading_eta_seconds ?? 0) * 1000;
  return { ...verdict, pendingUntil: nowMs + Math.min(leftMs, Math.max(2 * etaMs, settings.timeout_seconds * 1000)) };
}

/** Milliseconds, by the server's clock alone. */
function leftOfLoading({ loading_start_time, server_time_usec }: Info): number {
  const elapsedMs = Number(server_time_usec) / 1000 - Number(loading_start_time) * 1000;
  return Number.isFinite(elapsedMs) ? MAX_LOADING_MS - elapsedMs : 0;
}
