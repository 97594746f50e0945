import type { Notifications } from '../config/notifications.ts';
import type { RunEvent, StampedEvent } from '../engine/events.ts';
import { oneLine } from '../report/plain-text.ts';
import type { Message } from './message.ts';
import { rootsOf } from './roots.ts';

type Start = Extract<RunEvent, { type: 'run:start' }>;

const empty = { decision: null, exit_code: null, reasons: [], attempted: [], healed: [], unhealed: [] } as const;

const where = ({ environment, run_id, report }: Start) => ({
  environment: oneLine(environment, 100),
  run_id,
  report: report === null ? null : oneLine(report, 500),
});

function startOf(events: readonly StampedEvent[]): Start | undefined {
  return events.find((event): event is Start & { at: string } => event.type === 'run:start');
}

/** The first heal of a run begins: said once, however many follow. Null where it is not to be told. */
export function attemptMessage(events: readonly StampedEvent[], wanted: Notifications): Message | null {
  const start = startOf(events);
  const attempted = rootsOf(events).filter(({ action }) => action !== null);
  if (!start || !wanted.notify_on_healing_attempt || attempted.length === 0 || start.mode.dry_run) return null;
  const base = where(start);
  return { ...empty, ...base, kind: 'attempt', title: `Healing has begun in ${base.environment}`, attempted };
}

/** The end of a run, as one message: what was healed, what was not, and a BLOCK. Null where nothing of it is to be told. */
export function endMessage(events: readonly StampedEvent[], wanted: Notifications): Message | null {
  const start = startOf(events);
  // The last one counts: a report that could not be written takes an ALLOW back.
  const finish = events.findLast(event => event.type === 'run:finish');
  if (!start || !finish || start.mode.dry_run) return null;
  const { verdict } = finish;
  const roots = rootsOf(events);
  const isBlock = verdict.decision === 'BLOCK' && wanted.notify_on_block;
  const healed = wanted.notify_on_healing_success ? roots.filter(({ outcome }) => outcome === 'healed') : [];
  const open = roots.filter(({ outcome }) => outcome !== 'healed' && outcome !== 'resolved');
  const failed = wanted.notify_on_healing_failure ? open.filter(({ action }) => action !== null) : [];
  const unhealed = isBlock ? open.filter(root => root.action === null || failed.includes(root)) : failed;
  if (!isBlock && healed.length === 0 && failed.length === 0) return null;
  const base = where(start);
  const counts = [
    ...(healed.length > 0 ? [`${healed.length} healed`] : []),
    ...(failed.length > 0 ? [`${failed.length} heals failed`] : []),
  ].join(', ');
  return {
    ...base,
    kind: 'end',
    title: `${verdict.decision} in ${base.environment}${counts === '' ? '' : `: ${counts}`}`,
    decision: verdict.decision,
    exit_code: verdict.exitCode,
    reasons: verdict.reasons.map(reason => oneLine(reason, 500)),
    attempted: [],
    healed,
    unhealed,
  };
}

/** What `orixoon notify --test` sends. */
export function testMessage(environment: string): Message {
  const name = oneLine(environment, 100);
  const title = `Test message of Orixoon from ${name}: this channel works`;
  return { ...empty, kind: 'test', title, environment: name, run_id: 'test', report: null };
}
