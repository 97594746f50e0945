import type { Problem } from '../../core/finding.ts';
import type { Diagnosis, Look } from '../system.ts';
import { blockageOf } from './blockers.ts';
import { probe } from './probe.ts';
import { isClient } from './reading.ts';
import type { SeenReading, Session } from './reading.ts';
import { sessionAsEvidence } from './words.ts';

const SHOWN = 10;

/** What stands in the way now, and what a person should do about it. */
export async function diagnose(problem: Problem, look: Look): Promise<Diagnosis> {
  const reading = await probe(look);
  if (reading.kind === 'full')
    return {
      evidence: { refusal: reading.refusal },
      recommendation:
        'find who opens the connections (application pools: size × processes), close some, and set connections.database.admin_url to a role that may use the reserved slots',
    };
  if (problem.issue === 'table_locks') return locks(reading);
  if (problem.issue === 'stuck_transactions')
    return {
      evidence: { sessions: shown(reading.sessions.filter(({ state }) => (state ?? '').startsWith('idle in trans'))) },
      recommendation:
        'find where the application opens these transactions and waits for something else before it commits; idle_in_transaction_session_timeout bounds them',
    };
  return pool(reading);
}

function pool({ sessions }: SeenReading): Diagnosis {
  const clients = sessions.filter(isClient);
  const oldest = clients.toSorted((a, b) => (b.stateSeconds ?? 0) - (a.stateSeconds ?? 0));
  const isBusy = clients.filter(({ state }) => state === 'active').length > clients.length / 2;
  return {
    evidence: { by_application: byApplication(clients), longest_in_state: shown(oldest) },
    recommendation: isBusy
      ? 'most connections are working: ending idle ones does not help; look for slow queries, or raise max_connections with the memory for it'
      : "lower the applications' pool sizes (size × processes must stay below max_connections), or put a pooler in between",
  };
}

function byApplication(clients: readonly Session[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { application, user } of clients) {
    const name = application || user || 'unknown';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function locks({ sessions, settings, prepared }: SeenReading): Diagnosis {
  const { waiters, roots, hasPrepared } = blockageOf(sessions, settings.lock_wait_seconds);
  const [first] = prepared;
  return {
    evidence: {
      waiters: shown(waiters),
      root_blockers: shown(roots),
      prepared_transactions: prepared.map(transaction => ({ ...transaction })),
    },
    recommendation:
      hasPrepared && first
        ? `ask the owner of the prepared transaction, then COMMIT PREPARED '${first.gid}' or ROLLBACK PREPARED '${first.gid}'`
        : 'see what the root blockers are doing and end them by hand where that is safe: SELECT pg_cancel_backend(pid), then pg_terminate_backend(pid)',
  };
}

const shown = (sessions: readonly Session[]) => sessions.slice(0, SHOWN).map(sessionAsEvidence);
