import type { Status } from '../core/finding.ts';
import type { ActionRecord, Round, RunEvent, StampedEvent } from '../engine/events.ts';
import type { ReportSpan } from './report-shape.ts';

const LOOKS: Readonly<Record<Round, ReportSpan['kind']>> = {
  first: 'first_look',
  retest: 'retest',
  final: 'last_look',
};
const GRAVITY: readonly string[] = ['skipped', 'passed', 'warning', 'error', 'failed'] satisfies Status[];

/** Spans in the order in which they began, while they are written. */
interface Spans {
  begin(key: string, kind: ReportSpan['kind'], what: string, at: string): void;
  name(key: string, what: string): void;
  end(key: string, at: string, result: string): void;
  all(): readonly ReportSpan[];
}

function openSpans(endedAt: string): Spans {
  const spans: ReportSpan[] = [];
  const open = new Map<string, number>();
  const change = (key: string, by: Partial<ReportSpan>): void => {
    const index = open.get(key) ?? -1;
    const span = spans[index];
    if (span) spans[index] = { ...span, ...by };
  };
  return {
    begin(key, kind, what, at) {
      open.set(key, spans.length);
      spans.push({ kind, what, started_at: at, finished_at: endedAt, result: null });
    },
    name: (key, what) => change(key, { what }),
    end(key, at, result) {
      change(key, { finished_at: at, result });
      open.delete(key);
    },
    all: () => spans,
  };
}

type PhaseEvent = Extract<StampedEvent, { type: 'phase:start' | 'phase:finish' }>;

/** Phases that are looked at together are one look: from the first that begins to the last that ends, as grave as the gravest. */
function openLooks(spans: Spans): (event: PhaseEvent) => void {
  const open = new Set<string>();
  let round: Round | null = null;
  let phases: readonly string[] = [];
  let gravest = '';
  return event => {
    if (open.size === 0 || round !== event.round) {
      spans.begin('look', LOOKS[event.round], event.phase, event.at);
      open.clear();
      [round, phases, gravest] = [event.round, [], ''];
    }
    if (!phases.includes(event.phase)) spans.name('look', (phases = [...phases, event.phase]).join(', '));
    if (event.type === 'phase:start') {
      open.add(event.phase);
      return;
    }
    open.delete(event.phase);
    if (GRAVITY.indexOf(event.status) > GRAVITY.indexOf(gravest)) gravest = event.status;
    if (open.size === 0) spans.end('look', event.at, gravest);
    spans.end(`pending ${event.phase}`, event.at, 'over');
  };
}

const named = ({ action, target }: ActionRecord): string => `${action} on ${target}`;

function tellHeal(event: Extract<StampedEvent, { type: 'heal:start' | 'heal:acted' | 'heal:finish' }>, spans: Spans) {
  const key = `heal ${event.action.id}`;
  if (event.type === 'heal:start') {
    spans.begin(key, 'heal', named(event.action), event.at);
    return;
  }
  if (event.type === 'heal:finish') {
    spans.end(key, event.at, event.outcome);
    return;
  }
  spans.end(key, event.at, 'done');
  spans.begin(key, 'settle', named(event.action), event.at);
}

type Ask = Extract<RunEvent, { type: 'confirm:ask' }>;
const asked = ({ issue }: Ask): string => `${issue.plan?.action ?? issue.type} on ${issue.target}`;

/**
 * What the run spent its time on, in the order in which it began. What did not end by itself ends with the last event,
 * without a result.
 */
export function foldCourse(events: readonly StampedEvent[]): readonly ReportSpan[] {
  const spans = openSpans(events.at(-1)?.at ?? '');
  const tellLook = openLooks(spans);
  const pending = new Set<string>();
  for (const event of events) {
    // A wait has no end of its own: it is over when anything else happens.
    spans.end('wait', event.at, 'over');
    if (event.type === 'phase:finish') pending.delete(event.phase);
    if (event.type === 'phase:start' || event.type === 'phase:finish') tellLook(event);
    if (event.type === 'heal:start' || event.type === 'heal:acted' || event.type === 'heal:finish')
      tellHeal(event, spans);
    if (event.type === 'wait') spans.begin('wait', 'wait', event.reason, event.at);
    if (event.type === 'confirm:ask') spans.begin('ask', 'ask', asked(event), event.at);
    if (event.type === 'confirm:answer') spans.end('ask', event.at, event.answer);
    if (event.type === 'pending' && !pending.has(event.phase)) {
      pending.add(event.phase);
      spans.begin(`pending ${event.phase}`, 'wait', `${event.phase}/${event.target}: ${event.message}`, event.at);
    }
  }
  return spans.all();
}
