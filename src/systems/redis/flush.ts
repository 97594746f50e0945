import { digitsApart } from '../../core/digits.ts';
import { unavailable } from '../../core/plan.ts';
import type { Draft } from '../../core/plan.ts';
import { StaleError } from '../../errors.ts';
import type { HealAction, Look } from '../system.ts';
import { clearAllCache, flushExpiringKeys } from './issues.ts';
import { memoryLimit } from './limit.ts';
import { expectSame, findMaster } from './master.ts';
import { deniedCommand, needsOf } from './rights.ts';

/** A draft looks at this many keys at most; in a larger database it says "at least". */
const COUNTED = 100_000;
/** Longer than any TTL: every key that has one. */
const ANY_TTL_MS = Number.MAX_SAFE_INTEGER;

/** Delete keys that would expire soon anyway, soonest first, until memory is under the high mark. Never FLUSHDB, never a key without TTL. */
export const flushExpiring: HealAction = {
  ...flushExpiringKeys,
  needs: needsOf('unlinkExpiring'),
  async draft(_, look) {
    const { expiring_within_seconds: seconds, memory_high_percent: high } = look.settings.phases.redis;
    const master = await findMaster(look);
    if ('refusal' in master) return unavailable(master.refusal);
    const limit = await memoryLimit(master.info, look);
    if (!('bytes' in limit)) return unavailable(`there is no limit to come under: ${reasonOf(limit)}`);
    const goal = `until used memory (${megabytes(Number(master.info.used_memory))}) is under ${high} % of ${limit.source} (${megabytes(limit.bytes)})`;
    const what = { withinMs: seconds * 1000, named: `that expire within ${seconds} s`, goal };
    return draftUnlink(what, { runId: master.runId, limitBytes: limit.bytes }, look);
  },
  async run({ identity }, hands, look) {
    const { expiring_within_seconds: seconds, memory_high_percent: high } = look.settings.phases.redis;
    const limitBytes = Number(identity.limitBytes);
    await expectSame(identity, hands.redis);
    await expectLimit(limitBytes, look);
    const goalBytes = limitBytes * (high / 100);
    const options = { withinMs: seconds * 1000, exceptPatterns: patternsOf(look), goalBytes, signal: hands.signal };
    const { deleted, usedBytes } = await hands.redis.unlinkExpiring(options);
    const share = digitsApart((usedBytes / limitBytes) * 100, high);
    const end =
      usedBytes < goalBytes ? '' : `; no other key expires within ${seconds} s, and the goal is under ${high} %`;
    return { changed: { deleted_keys: deleted }, details: `deleted ${deleted} keys, memory is at ${share} %${end}` };
  },
};

/** The strongest that is allowed: every key with a TTL. Keys without one, and those of the blacklist, are data and stay. */
export const clearAll: HealAction = {
  ...clearAllCache,
  needs: needsOf('unlinkExpiring'),
  async draft(_, look) {
    const master = await findMaster(look);
    if ('refusal' in master) return unavailable(master.refusal);
    return draftUnlink(
      { withinMs: ANY_TTL_MS, named: 'that have a TTL', goal: 'all of them' },
      { runId: master.runId },
      look,
    );
  },
  async run({ identity }, hands, look) {
    await expectSame(identity, hands.redis);
    const options = {
      withinMs: ANY_TTL_MS,
      exceptPatterns: patternsOf(look),
      goalBytes: 0,
      signal: hands.signal,
    };
    const { deleted, usedBytes } = await hands.redis.unlinkExpiring(options);
    return {
      changed: { deleted_keys: deleted },
      details: `deleted ${deleted} keys, ${megabytes(usedBytes)} are used now`,
    };
  },
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const patternsOf = ({ settings }: Look): readonly string[] => settings.blacklist.redis_keys;

interface Meant {
  readonly withinMs: number;
  readonly named: string;
  readonly goal: string;
}

/** Protected keys are left out one by one, so there is none among the touches for the blacklist to find. */
async function draftUnlink({ withinMs, named, goal }: Meant, identity: Draft['identity'], look: Look): Promise<Draft> {
  const denied = await deniedCommand('unlinkExpiring', look);
  if (denied !== null) return unavailable(denied);
  const patterns = patternsOf(look);
  const { expiring, looked, isComplete } = await look.redis.countExpiring(withinMs, patterns, COUNTED);
  if (expiring === 0 && isComplete)
    return unavailable(`there is nothing to delete: of ${looked} keys none may go (those ${named})`);
  const count = isComplete
    ? `${expiring} of ${looked} keys`
    : `at least ${expiring} keys (the first ${looked} were counted)`;
  const kept = patterns.length === 0 ? '' : `, nor any that matches ${patterns.join(', ')}`;
  return {
    identity,
    steps: [`UNLINK keys ${named}, soonest first, ${goal}: ${count}`, `no key without a TTL is touched${kept}`],
    touches: [],
    unavailable: null,
  };
}

async function expectLimit(limitBytes: number, look: Look): Promise<void> {
  const limit = await memoryLimit(await look.redis.info(), look);
  if (!('bytes' in limit) || limit.bytes !== limitBytes)
    throw new StaleError('the memory limit of Redis changed since the plan was made: nothing was deleted');
}

const reasonOf = (limit: { readonly unknown: string } | { readonly unreadable: string }): string =>
  'unknown' in limit ? limit.unknown : limit.unreadable;
