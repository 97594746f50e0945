import { badge, duration, firstOf, mark, passedOf, section } from './html-parts.ts';
import type { Tone } from './html-parts.ts';
import { clockTime } from './healing-log.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportPhase } from './report-shape.ts';

const MOST_REASONS = 8;

const MEANINGS: Readonly<Record<string, readonly [Tone, string]>> = {
  ALLOW: ['good', 'The deployment may go on.'],
  BLOCK: ['bad', 'A critical check fails.'],
  USAGE: ['warn', 'Nothing was tested.'],
  INCONCLUSIVE: ['warn', 'A critical check could not be evaluated.'],
  APPROVAL: ['warn', 'What still fails waits for an approval.'],
  LOCKED: ['warn', 'Another run holds this environment.'],
  INTERRUPTED: ['warn', 'The run was interrupted.'],
};

const modeOf = ({ dry_run, auto_heal }: Report['mode']): string =>
  dry_run ? 'dry run: decides, changes nothing' : auto_heal ? 'tests and heals' : 'tests only';

function facts({ run_id, duration_ms, phases, issues, auto_healing: { summary } }: Report): Markup {
  const checks = phases.flatMap(phase => phase.checks).filter(check => check.status !== 'skipped');
  const passed = checks.filter(check => check.status === 'passed').length;
  const entries = [
    ['Checks passed', `${passed} of ${checks.length}`],
    ['Issues', String(issues.length)],
    ['Heals', summary.total_actions === 0 ? 'none' : `${summary.successful} of ${summary.total_actions}`],
    ['Took', duration(duration_ms)],
    ['Run', run_id],
  ] as const;
  return markup`<dl class="facts">${entries.map(([term, text]) => markup`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** The decision with its exit code, what it means, and why. */
export function verdictHeader(report: Report): Markup {
  const { decision, exit_code, exit_name, environment, started_at, mode, reasons } = report;
  const [tone, meaning] = MEANINGS[exit_name ?? ''] ?? ['warn', 'This report ends where the run did.'];
  const name = exit_name === decision || exit_name === null ? '' : ` ${exit_name}`;
  const exit = exit_code === null ? 'no exit code' : `exit ${exit_code}${name}`;
  const list = (items: readonly Markup[]): Markup => markup`<ul>${items}</ul>`;
  return markup`<header><div class="verdict ${tone}"><p class="kicker">Orixoon gate · ${environment} · <time datetime="${started_at}">${clockTime(started_at)}</time> UTC · ${modeOf(mode)}</p>
<h1>${decision} <span class="exit">${exit}</span></h1><p class="meaning">${meaning}</p>
${firstOf(
  reasons.map(reason => markup`<li>${reason}</li>`),
  MOST_REASONS,
  list,
)}</div>
${facts(report)}</header>`;
}

/** A step, with the command that it ends with set as one. */
function step(text: string): Markup {
  const [, words = '', command = ''] = /^(|.*: )(orixoon .*)$/.exec(text) ?? [];
  return command === ''
    ? markup`<li><span>${text}</span></li>`
    : markup`<li><span>${words}<code>${command}</code></span></li>`;
}

/** What a person does now; nothing where there is nothing to do. */
export const nextSection = ({ next }: Report): Markup =>
  next.length === 0 ? none : section('What to do next', '', markup`<ol class="next card body">${next.map(step)}</ol>`);

function tile({ title, status, critical, checks, duration_ms }: ReportPhase, index: number): Markup {
  const told = checks.length === 0 ? status : `${passedOf(checks)} · ${duration(duration_ms)}`;
  return markup`<li><a class="tile" href="#phase-${index + 1}">${mark(status)}<span><b>${title}</b><span class="soft">${told}</span>${critical ? none : badge('idle', 'not critical')}</span></a></li>`;
}

/** The phases at a glance, each a link to its checks. */
export const phaseTiles = ({ phases }: Report): Markup =>
  section('Phases', 'the last look at each', markup`<ul class="tiles">${phases.map(tile)}</ul>`);
