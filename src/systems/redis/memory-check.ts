import { digitsApart } from '../../core/digits.ts';
import type { Check, Outcome } from '../system.ts';
import { identityOf, isTrouble } from './reading.ts';
import type { Info, Reading } from './reading.ts';
import { unseen } from './unseen.ts';

/** Used memory against the limit. The numbers are compared as they are, and at the threshold is over it. */
export const memory: Check<Reading> = {
  id: 'memory',
  title: 'Redis memory',
  evaluate(reading) {
    const hidden = unseen(reading);
    if (hidden !== null) return hidden;
    const { target, restsOn, info, limit } = reading;
    if (isTrouble(info)) return { target, restsOn, status: 'error', message: info.message };
    if (info.value.redis_mode === 'sentinel')
      return { target, restsOn, status: 'skipped', message: 'this is a Sentinel, which holds no data: see writes' };
    if ('unreadable' in limit) return { target, restsOn, status: 'error', message: limit.unreadable };
    if ('unknown' in limit) return { target, restsOn, status: 'skipped', message: `no limit: ${limit.unknown}` };
    const usedBytes = Number(info.value.used_memory);
    if (!Number.isFinite(usedBytes)) return { target, restsOn, status: 'error', message: 'INFO tells no used_memory' };
    return {
      target,
      restsOn,
      identity: { ...identityOf(info), limitBytes: limit.bytes },
      evidence: evidenceOf(info.value, limit.bytes),
      ...judge((usedBytes / limit.bytes) * 100, limit.source, info.value, reading.settings),
    };
  },
};

function judge(percent: number, source: string, info: Info, settings: Reading['settings']): Omit<Outcome, 'target'> {
  const { memory_full_percent: full, memory_high_percent: high } = settings;
  const issue = percent >= full ? 'redis_memory_full' : percent >= high ? 'redis_memory_high' : null;
  const threshold = issue === 'redis_memory_full' ? full : high;
  const share = `Redis uses ${digitsApart(percent, high, full)} % of ${source}`;
  const measured = { observed: percent, threshold };
  if (issue === null) return { ...measured, status: 'passed', message: `${share}, below ${high} %` };
  const refusal = isRefusingForMemory(info, percent) ? ', and writes are refused (OOM)' : '';
  return {
    ...measured,
    status: 'failed',
    issue,
    message: `${share}, at or above ${threshold} %${refusal}`,
    ...advice(info),
  };
}

/** At the limit with nothing that may be evicted, a write is answered OOM. */
function isRefusingForMemory({ maxmemory, maxmemory_policy }: Info, percent: number): boolean {
  return Number(maxmemory) > 0 && percent >= 100 && maxmemory_policy === 'noeviction';
}

/** A cache that evicts is full by design. */
function advice({ maxmemory_policy = 'noeviction' }: Info): Pick<Outcome, 'recommendation'> {
  if (!maxmemory_policy.startsWith('allkeys-')) return {};
  return {
    recommendation: `maxmemory-policy is ${maxmemory_policy}: this Redis evicts keys by itself and is full by design; raise phases.redis.memory_high_percent and memory_full_percent.`,
  };
}

function evidenceOf(info: Info, limitBytes: number) {
  const {
    used_memory_human = null,
    maxmemory_policy = null,
    mem_fragmentation_ratio = null,
    evicted_keys = null,
  } = info;
  return {
    used_memory: used_memory_human,
    limit_bytes: limitBytes,
    maxmemory_policy,
    mem_fragmentation_ratio,
    evicted_keys,
  };
}
