import type { Status } from '../core/finding.ts';
import type { Effect, Touch } from '../core/plan.ts';
import {
  aFunction,
  count,
  flag,
  isRecord,
  json,
  jsonRecord,
  listOf,
  moment,
  node,
  objectOf,
  oneOf,
  optional,
  orNull,
  recordOf,
  text,
} from './expect.ts';
import type { Judge } from './expect.ts';
import type { Plugin } from './plugin.ts';

const statuses: Readonly<Record<Status, true>> = {
  passed: true,
  failed: true,
  warning: true,
  skipped: true,
  error: true,
};

const kinds: Readonly<Record<Touch['kind'], true>> = {
  container: true,
  process: true,
  table: true,
  database_user: true,
  database_application: true,
  redis_key: true,
};

const effects: Readonly<Record<Effect, true>> = {
  start: true,
  restart: true,
  unpause: true,
  signal: true,
  terminate: true,
  write: true,
  delete: true,
};

const touch = objectOf({
  kind: oneOf(...Object.keys(kinds)),
  names: listOf(text, 1),
  effect: oneOf(...Object.keys(effects)),
  sacred: orNull(text),
});

const plan = objectOf({
  identity: jsonRecord,
  steps: listOf(text),
  touches: listOf(touch),
  unavailable: orNull(text),
  minTimeoutMs: optional(count),
});

/** A draft. One that can be carried out says what it does, and to what: the blacklist is matched on nothing else. */
export const aDraft: Judge = (value, at) => {
  const wrong = plan(value, at);
  if (wrong.length > 0 || !isRecord(value) || value['unavailable'] !== null) return wrong;
  return [...listOf(text, 1)(value['steps'], `${at}.steps`), ...listOf(touch, 1)(value['touches'], `${at}.touches`)];
};

/** What an action did. */
export const aDone: Judge = objectOf({ changed: recordOf(text, count), details: text, undo: optional(aFunction) });

/** What was seen when a heal failed. */
export const aDiagnosis: Judge = objectOf({ evidence: jsonRecord, recommendation: text });

/** The findings of a look: statuses that exist, issue types of the plugin's own, and of no other phase. */
export const findingsOf = ({ id, issues }: Pick<Plugin, 'id' | 'issues'>): Judge =>
  listOf(
    objectOf({
      phase: oneOf(id),
      check: text,
      target: text,
      status: oneOf(...Object.keys(statuses)),
      issue: orNull(oneOf(...Object.keys(issues))),
      message: text,
      observed: json,
      threshold: json,
      durationMs: count,
      identity: jsonRecord,
      evidence: jsonRecord,
      recommendation: orNull(text),
      restsOn: listOf(node),
      pendingUntil: moment,
      isFinal: flag,
    }),
  );
