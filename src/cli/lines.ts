import type { RunEvent } from '../engine/events.ts';
import type { LineOptions, Row } from './rows.ts';
import { blank, duration, render } from './rows.ts';
import type { EventOf, Story } from './story.ts';
import { follow, noStory, pendingKey, tellable } from './story.ts';
import { endingLines } from './words-ending.ts';
import { healFinishRows, healStartRows } from './words-heals.ts';
import { answerRows, askRows, issueRows } from './words-issues.ts';
import { lastLookRows, phaseRows, retestRows } from './words-phases.ts';

/** The lines that tell one event, given the story up to it. Pure; free of escape codes but for those of `options.color`. */
export function linesFor(event: RunEvent, options: LineOptions, story: Story = noStory): string[] {
  const now = follow(story, event);
  const rows = [...phasesOf(event, story, now, options), ...rowsFor(event, story, options)];
  return [
    ...rows.flatMap(row => render(row, options)),
    ...(event.type === 'run:finish' ? endingLines(event, story, options) : []),
  ];
}

/** The phases that this event lets be told, in the order of the registry. */
function phasesOf(event: RunEvent, before: Story, now: Story, options: LineOptions): Row[] {
  const isNewRound = event.type === 'phase:start' && event.round !== before.round;
  const told: ReadonlySet<string> = isNewRound ? new Set() : before.told;
  const ready = tellable({ ...now, told }, event);
  const rows = ready.flatMap(phase => phaseRows(phase, now, options));
  if (now.round === 'final' && ready.length > 0) {
    const isFirstBad =
      rows.length > 0 && !now.finished.some(({ phase, status }) => told.has(phase) && status !== 'passed');
    const head: Row[] = isFirstBad && !options.quiet ? [blank, { lead: '', text: 'Last look:', style: 'bold' }] : [];
    return [...head, ...rows, ...lastLookRows(now, options)];
  }
  return isLastOfFirst(before, now) && !options.quiet ? [...rows, blank] : rows;
}

/** True when the first look has just been told whole: a gap sets it off from what follows. */
function isLastOfFirst(before: Story, now: Story): boolean {
  const all = now.start?.phases.length ?? 0;
  return before.told.size < all && now.told.size === all;
}

function rowsFor(event: RunEvent, story: Story, options: LineOptions): Row[] {
  const { quiet, isLive } = options;
  switch (event.type) {
    case 'run:start':
      return quiet ? [] : headRows(event);
    case 'note':
      return noteRows(event, options);
    case 'phase:finish':
      return event.round === 'retest' ? retestRows(event, story) : [];
    case 'pending':
      return pendingRows(event, story, options);
    case 'issue':
      return issueRows(event.issue, story, options);
    case 'confirm:ask':
      return [...gap(true, story, options), ...askRows(event.issue)];
    case 'confirm:answer':
      return answerRows(event, story);
    case 'heal:start':
      return [...gap(event.action.attempt === 1, story, options), ...healStartRows(event, story, options)];
    case 'heal:finish':
      return healFinishRows(event, story, options);
    case 'wait':
      return quiet || isLive ? [] : [waitRow(event.reason, duration(event.ms))];
    case 'interrupt':
      return [
        { lead: '■ ', leadStyle: 'yellow', text: `${event.signal}: ending the run; the report is kept up to here` },
      ];
    case 'phase:start':
    case 'heal:acted':
    case 'heal:settling':
    case 'run:finish':
      return [];
  }
}

/** A blank line between one heal and the next. */
const gap = (isNext: boolean, story: Story, { quiet }: LineOptions): Row[] =>
  isNext && story.attempts.size > 0 && !quiet ? [blank] : [];

const waitRow = (text: string, tail: string): Row => ({ lead: '… ', text, tail, style: 'dim' });

function pendingRows(event: EventOf<'pending'>, story: Story, { quiet, isLive }: LineOptions): Row[] {
  if (quiet || isLive || story.said.has(pendingKey(event))) return [];
  return [waitRow(`${event.phase} ${event.target}: ${event.message}`, `up to ${duration(event.remaining_ms)}`)];
}

function headRows({ version, environment, config, mode }: EventOf<'run:start'>): Row[] {
  const what = mode.dry_run ? 'dry run: changes nothing' : mode.auto_heal ? 'tests and heals' : 'only tests';
  return [{ lead: '', text: `Orixoon ${version} · ${environment} · ${what}`, style: 'bold', tail: config }, blank];
}

function noteRows({ level, message }: EventOf<'note'>, { quiet }: LineOptions): Row[] {
  if (level === 'warning') return [{ lead: '⚠️  ', text: message, style: 'yellow' }];
  return quiet ? [] : [{ lead: '· ', text: message, style: 'dim' }];
}
