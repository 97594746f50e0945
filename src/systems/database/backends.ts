import type { Identity } from '../../core/finding.ts';
import type { Json } from '../../core/json.ts';
import type { Effect, Touch } from '../../core/plan.ts';
import type { Backend } from './queries/signal.ts';
import type { Session } from './reading.ts';
import type { TableNames } from './sparing.ts';

/** The sessions as a plan knows them again: pid, backend_start, state and state_change of each. */
export function identityOf(sessions: readonly Session[]): Identity {
  const backends = sessions
    .toSorted((a, b) => a.pid - b.pid)
    .map(({ pid, backendStart, state, stateChange }) => ({
      pid,
      backend_start: backendStart,
      state,
      state_change: stateChange,
    }));
  return { backends };
}

/** The way back. Throws where the identity is not one of ours. */
export function backendsIn(identity: Identity): readonly Backend[] {
  const { backends } = identity;
  if (!Array.isArray(backends) || !backends.every(isBackend))
    throw new Error('the permit names no PostgreSQL sessions: expected pid, backend_start, state and state_change');
  return backends;
}

function isBackend(value: Json): value is Json & Backend {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { pid, backend_start, state, state_change } = value as { readonly [key: string]: Json };
  return typeof pid === 'number' && [backend_start, state, state_change].every(part => typeof part === 'string');
}

/** What ending these sessions would lay hands on: users, applications, and the tables they may have written to. */
export function touchesOf(
  sessions: readonly Session[],
  tables: ReadonlyMap<number, readonly TableNames[]>,
  effect: Effect,
): readonly Touch[] {
  const touches = sessions.flatMap(({ pid, user, application }): Touch[] => [
    ...(user === null ? [] : [touch('database_user', [user], effect)]),
    ...(application === '' ? [] : [touch('database_application', [application], effect)]),
    ...(tables.get(pid) ?? []).map(names => touch('table', names, effect)),
  ]);
  return [...new Map(touches.map(each => [`${each.kind} ${each.names.join()}`, each])).values()];
}

const touch = (kind: Touch['kind'], names: readonly string[], effect: Effect): Touch => ({
  kind,
  names,
  effect,
  sacred: null,
});
