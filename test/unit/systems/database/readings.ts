import type { SeenReading, Session } from '../../../../src/systems/database/reading.ts';

/** A session as PostgreSQL shows an idle application; a test says what differs. */
export const session = (differs: Partial<Session> = {}): Session => ({
  pid: 100,
  database: 'tsh_erp',
  isHere: true,
  user: 'tsh',
  isSuperuser: false,
  application: 'app',
  type: 'client backend',
  state: 'idle',
  backendStart: '2026-01-10T14:00:00.000001Z',
  stateChange: '2026-01-10T14:05:00.000002Z',
  stateSeconds: 10,
  transactionSeconds: null,
  isInTransaction: false,
  query: 'COMMIT',
  isOurs: false,
  isSignalable: true,
  waitSeconds: null,
  blockedBy: [],
  ...differs,
});

/** `count` of them, with pids of their own. */
export const many = (count: number, differs: Partial<Session> = {}): Session[] =>
  Array.from({ length: count }, (_, nth) => session({ pid: 1000 + nth, ...differs }));

/** A look at a database of 100 usable slots, with the contract's thresholds. */
export const reading = (sessions: readonly Session[], differs: Partial<SeenReading> = {}): SeenReading => ({
  kind: 'seen',
  target: 'tsh_postgres',
  restsOn: ['containers/tsh_postgres'],
  settings: {
    enabled: true,
    critical: true,
    timeout_seconds: 10,
    pool_usage_percent: 90,
    idle_seconds: 300,
    lock_wait_seconds: 30,
    idle_in_transaction_seconds: 300,
  },
  refusal: null,
  limit: null,
  database: 'tsh_erp',
  server: { version: 150_018, isStandby: false, isReadOnly: false, usableSlots: 100, database: 'tsh_erp', role: 'tsh' },
  sessions,
  prepared: [],
  ...differs,
});
