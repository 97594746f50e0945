import type { Finding } from '../core/finding.ts';
import { problemKey } from '../core/finding.ts';
import type { IssueRecord, Round, RunEvent } from '../engine/events.ts';

export type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;
export type PhaseFinish = EventOf<'phase:finish'>;
export type HealFinish = EventOf<'heal:finish'>;

/** What was told so far: all that the next line may depend on. A fold over the events. */
export interface Story {
  readonly start: EventOf<'run:start'> | null;
  /** The look that is under way, and the phases of it that are done, in the order they finished. */
  readonly round: Round | null;
  readonly finished: readonly PhaseFinish[];
  /** The phases of the round that have been told; they are told in the order of the registry. */
  readonly told: ReadonlySet<string>;
  /** The newest findings of each phase. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** By problem key, in the order they were found. */
  readonly issues: ReadonlyMap<string, IssueRecord>;
  /** The newest record of an issue as a heal left it unhealed: a later decision says less of what was found. */
  readonly failures: ReadonlyMap<string, IssueRecord>;
  /** Attempts by problem key, the last of them last. */
  readonly attempts: ReadonlyMap<string, readonly HealFinish[]>;
  /** What the last look of settling said, by problem key. */
  readonly settled: ReadonlyMap<string, string>;
  /** What is to be said only once. */
  readonly said: ReadonlySet<string>;
}

export const noStory: Story = {
  start: null,
  round: null,
  finished: [],
  told: new Set(),
  findings: new Map(),
  issues: new Map(),
  failures: new Map(),
  attempts: new Map(),
  settled: new Map(),
  said: new Set(),
};

/** The story with one more event. */
export function follow(story: Story, event: RunEvent): Story {
  const next = advance(story, event);
  const ready = tellable(next, event);
  return ready.length === 0 ? next : { ...next, told: new Set([...next.told, ...ready.map(({ name }) => name)]) };
}

/** A phase that is ready to be told: looked at, or skipped for a reason. */
export interface Told {
  readonly name: string;
  readonly finish: PhaseFinish | null;
  readonly skipped: string | null;
}

/** The phases that may be told at this event: those that nothing before them in the registry still holds back. */
export function tellable(story: Story, event: RunEvent): Told[] {
  const isOver = !['run:start', 'phase:start', 'phase:finish', 'pending', 'note'].includes(event.type);
  const ready: Told[] = [];
  for (const { name, skipped } of orderOf(story)) {
    const finish = story.finished.find(({ phase }) => phase === name) ?? null;
    if (finish === null && skipped === null && !isOver) break;
    if ((finish !== null || skipped !== null) && !story.told.has(name)) ready.push({ name, finish, skipped });
  }
  return ready;
}

/** The phases of the round in the order of the registry; skipped ones are told in the first round alone. */
function orderOf({ start, round, finished }: Story): readonly { name: string; skipped: string | null }[] {
  if (round === null || round === 'retest') return [];
  const phases = start?.phases ?? [];
  const unknown = finished.filter(({ phase }) => !phases.some(({ name }) => name === phase));
  return [
    ...phases.filter(({ skipped }) => skipped === null || round === 'first'),
    ...unknown.map(({ phase }) => ({ name: phase, skipped: null })),
  ];
}

const put = <Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> =>
  new Map(map).set(key, value);

function advance(story: Story, event: RunEvent): Story {
  switch (event.type) {
    case 'run:start':
      return { ...story, start: event };
    case 'phase:start':
      return event.round === story.round ? story : { ...story, round: event.round, finished: [], told: new Set() };
    case 'phase:finish':
      return {
        ...story,
        finished: [...story.finished, event],
        findings: put(story.findings, event.phase, event.findings),
      };
    case 'pending':
      return { ...story, said: new Set(story.said).add(pendingKey(event)) };
    case 'issue': {
      const { issue } = event;
      const key = nameOf(issue);
      return {
        ...story,
        issues: put(story.issues, key, issue),
        failures: issue.outcome === 'unhealed' ? put(story.failures, key, issue) : story.failures,
        said: new Set(story.said).add(denialKey(issue)),
      };
    }
    case 'confirm:answer':
      return { ...story, said: new Set(story.said).add(`answered ${problemKey(event)}`) };
    case 'heal:settling':
      return { ...story, settled: put(story.settled, problemKey(event), event.message) };
    case 'heal:finish': {
      const key = problemKey(event.action);
      return { ...story, attempts: put(story.attempts, key, [...(story.attempts.get(key) ?? []), event]) };
    }
    case 'run:finish':
      return { ...story, said: new Set(story.said).add('ending') };
    default:
      return story;
  }
}

/** The words that name an issue: `container_not_running redis`. */
export const nameOf = (issue: IssueRecord): string => problemKey({ issue: issue.type, target: issue.target });

/** The issues that a heal was tried on in vain, as it left them, in the order they were found. */
export const failuresOf = ({ issues, failures, attempts }: Story): IssueRecord[] =>
  [...issues].flatMap(([key, issue]) => {
    const isOpen = issue.outcome !== 'healed' && issue.outcome !== 'resolved' && attempts.has(key);
    const failure = failures.get(key);
    return isOpen && failure ? [failure] : [];
  });

/** A wait is told once for its phase and target, however often it is looked at again. */
export const pendingKey = (event: EventOf<'pending'>): string => `pending ${event.phase}/${event.target}`;

/** What stops every heal is said once, not once for each issue. */
export const denialKey = (issue: IssueRecord): string =>
  issue.denied_by === 'systemic' ? `denied systemic ${denialOf(issue)}` : '';

/** The reason of the rule that said no first. */
export const denialOf = (issue: IssueRecord): string =>
  issue.trace.find(step => step.decision === 'deny')?.reason ?? '';
