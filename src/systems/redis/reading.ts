import { RedisError } from '../../clients/errors.ts';
import type { NodeId } from '../../core/finding.ts';
import type { RedisFault } from '../../clients/redis-types.ts';
import { containerNode } from '../container-target.ts';
import type { RedisSettings, Settings } from '../settings.ts';
import type { MemoryLimit } from './limit.ts';

/** What one look at Redis tells. That it did not answer, or not as hoped, is told too: it is data, not an exception. */
export interface Reading {
  readonly target: string;
  readonly restsOn: readonly NodeId[];
  readonly settings: RedisSettings;
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** How long PING took, in milliseconds. */
  readonly ping: Answer<number>;
  /** It does not answer us, but answers inside its container: the way to it is broken, not Redis. */
  readonly isWellInside: boolean;
  readonly info: Answer<Info>;
  /** What a node of a cluster says of the cluster; null where it is none. */
  readonly cluster: Answer<Info> | null;
  readonly limit: MemoryLimit;
}

/** INFO as key → value. */
export type Info = Readonly<Record<string, string>>;

/** Why Redis gave no such answer. */
export interface Trouble {
  readonly fault: RedisFault;
  readonly message: string;
}

export type Answer<T> = { readonly value: T } | Trouble;

export const isTrouble = (answer: Answer<unknown>): answer is Trouble => 'fault' in answer;

/** No answer at all: nobody listens, or nobody answers in time. */
export const isSilent = (answer: Answer<unknown>): answer is Trouble =>
  isTrouble(answer) && (answer.fault === 'timeout' || answer.fault === 'refused');

/** An answer, or the fault in its place. Only Redis' own faults are data; anything else is our inability. */
export async function answerOf<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await asked };
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    return { fault: error.fault, message: error.message };
  }
}

/** The server process that was seen: it is another one after a restart. */
export const identityOf = (info: Reading['info']): { readonly runId?: string } =>
  !isTrouble(info) && info.value.run_id !== undefined ? { runId: info.value.run_id } : {};

/** The phase's own target: the container's name where one is configured. */
export const targetOf = (settings: Settings): string => settings.phases.redis.container ?? 'redis';

/** Redis rests on its container, where one is configured. */
export const restsOnOf = ({ phases }: Settings): readonly NodeId[] =>
  phases.redis.container === undefined ? [] : [containerNode(phases.redis.container)];
