import { badge, clock, duration, firstOf, section } from './html-parts.ts';
import type { Tone } from './html-parts.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportSpan } from './report-shape.ts';

const MOST = 60;
/** The width of the whole run in the bars' own units. */
const WIDTH = 1_000;
/** Narrower than this nobody sees a bar. */
const NARROWEST = 6;

const KINDS: Readonly<Record<ReportSpan['kind'], string>> = {
  first_look: 'First look',
  retest: 'Re-test',
  last_look: 'Last look',
  wait: 'Wait',
  ask: 'Ask',
  heal: 'Heal',
  settle: 'Settle',
};

const RESULTS: Readonly<Record<string, readonly [Tone, string]>> = {
  passed: ['good', 'passed'],
  failed: ['bad', 'something fails'],
  error: ['bad', 'could not tell'],
  warning: ['warn', 'warnings'],
  skipped: ['idle', 'skipped'],
  yes: ['good', 'yes'],
  no: ['bad', 'no'],
  timeout: ['bad', 'no answer in time'],
  silence: ['bad', 'nobody to ask'],
  healed: ['good', 'healed'],
  unhealed: ['bad', 'not healed'],
  stale: ['warn', 'stale'],
  interrupted: ['warn', 'interrupted'],
};

function resultOf({ result }: ReportSpan): Markup {
  if (result === null) return badge('warn', 'cut short');
  if (result === 'done' || result === 'over') return none;
  return badge(...(RESULTS[result] ?? (['bad', result] as const)));
}

/** Milliseconds from one moment to another; 0 where one is none. */
const between = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from)) || 0;

function bar({ started_at, finished_at, kind }: ReportSpan, report: Report, whole: number): Markup {
  const scale = WIDTH / Math.max(1, whole);
  const width = Math.min(WIDTH, Math.max(NARROWEST, Math.round(between(started_at, finished_at) * scale)));
  const x = Math.min(WIDTH - width, Math.round(between(report.started_at, started_at) * scale));
  return markup`<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${kind}" x="${x}" width="${width}" height="10" rx="3"/></svg>`;
}

/** The names of a few phases, the number of many. */
function whatOf({ kind, what }: ReportSpan): string {
  const phases = what.split(', ');
  const isLook = kind === 'first_look' || kind === 'retest' || kind === 'last_look';
  return isLook && phases.length > 4 ? `${phases.length} phases` : what;
}

/** The time of the run: what it went to, as a list with bars on one scale. */
export function courseSection(report: Report): Markup {
  const { course, started_at, finished_at, exit_name, decision } = report;
  if (course.length === 0) return none;
  const whole = between(started_at, finished_at);
  const rows = course.map(
    span =>
      markup`<li>${clock(span.started_at)}<span class="what"><b>${KINDS[span.kind]}</b> ${whatOf(span)} ${resultOf(span)}</span>${bar(span, report, whole)}<span class="took">${duration(between(span.started_at, span.finished_at))}</span></li>`,
  );
  const end = markup`<li>${clock(finished_at)}<span class="what"><b>${report.complete ? 'Verdict' : 'The last that is known'}</b> ${report.complete ? (exit_name ?? decision) : ''}</span></li>`;
  const list = (items: readonly Markup[]): Markup => markup`<ol class="course">${items}</ol>`;
  return section(
    'Timeline',
    `${duration(whole)}, times in UTC`,
    markup`<div class="card body">${firstOf([...rows, end], MOST, list)}</div>`,
  );
}
