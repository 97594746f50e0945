import type { ActionRecord, IssueRecord, StampedEvent } from '../engine/events.ts';
import { oneLine } from '../report/plain-text.ts';
import type { RootNews } from './message.ts';

const MAX_TEXT = 300;

const line = (text: string): string => oneLine(text, MAX_TEXT);

const keyOf = ({ phase, type, target }: IssueRecord): string => JSON.stringify([phase, type, target]);

/** The issues so far, grouped by root cause: one entry for a root, with all that waited for it, however far away. */
export function rootsOf(events: readonly StampedEvent[]): readonly RootNews[] {
  const issues = new Map<string, IssueRecord>();
  const actions = new Map<string, ActionRecord>();
  for (const event of events) {
    if (event.type === 'issue') issues.set(keyOf(event.issue), event.issue);
    if (event.type === 'heal:start' || event.type === 'heal:acted' || event.type === 'heal:finish')
      actions.set(JSON.stringify([event.action.issue, event.action.target]), event.action);
  }
  const all = [...issues.values()];
  const groups = new Map<IssueRecord, IssueRecord[]>();
  for (const issue of all) {
    const root = rootOf(issue, all);
    const waiting = groups.get(root) ?? [];
    groups.set(root, root === issue ? waiting : [...waiting, issue]);
  }
  return [...groups].map(([root, waiting]) =>
    newsOf(root, waiting, actions.get(JSON.stringify([root.type, root.target]))),
  );
}

/** Up along `blocked_by`, a node, to an issue that is blocked by none. What was tried itself is a root of its own. */
function rootOf(issue: IssueRecord, all: readonly IssueRecord[]): IssueRecord {
  const seen = new Set<IssueRecord>();
  let at = issue;
  while (!seen.has(at) && at.outcome !== 'healed' && at.outcome !== 'unhealed') {
    seen.add(at);
    const { blocked_by } = at;
    const support = all.find(({ phase, target }) => `${phase}/${target}` === blocked_by);
    if (support === undefined) return at;
    at = support;
  }
  return seen.has(at) ? issue : at;
}

function newsOf(root: IssueRecord, waiting: readonly IssueRecord[], action: ActionRecord | undefined): RootNews {
  return {
    phase: root.phase,
    issue: line(root.type),
    target: line(root.target),
    message: line(root.message),
    outcome: root.outcome,
    action: action === undefined ? null : line(action.action),
    details: line(action?.details ?? ''),
    recommendation: line(root.recommendation),
    waiting: waiting.map(({ type, target }) => line(`${type} on ${target}`)),
  };
}
