import { createHash } from 'node:crypto';
import type { Status } from '../core/finding.ts';
import { clockTime } from './healing-log.ts';
import type { LogLevel } from './healing-log.ts';
import { actionsSection, issuesSection } from './html-healing.ts';
import { badge, counted, duration, mark, paragraph, shown } from './html-parts.ts';
import type { Tone } from './html-parts.ts';
import { style } from './html-style.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportCheck, ReportPhase } from './report-shape.ts';

const MEANINGS: Readonly<Record<string, readonly [Tone, string]>> = {
  ALLOW: ['good', 'The deployment may go on.'],
  BLOCK: ['bad', 'A critical check fails.'],
  USAGE: ['warn', 'Nothing was tested.'],
  INCONCLUSIVE: ['warn', 'A critical check could not be evaluated.'],
  APPROVAL: ['warn', 'What still fails waits for an approval.'],
  LOCKED: ['warn', 'Another run holds this environment.'],
  INTERRUPTED: ['warn', 'The run was interrupted.'],
};

function banner({ decision, exit_code, exit_name, environment, reasons }: Report): Markup {
  const [tone, meaning] = MEANINGS[exit_name ?? ''] ?? ['warn', 'This report ends where the run did.'];
  const exit =
    exit_code === null ? 'no exit code' : `exit ${exit_code}${exit_name === decision ? '' : ` ${exit_name ?? ''}`}`;
  return markup`<header class="verdict ${tone}"><p class="kicker">Orixoon gate · ${environment} · ${exit}</p>
<h1>${decision}</h1><p class="meaning">${meaning}</p>
<ul>${reasons.map(reason => markup`<li>${reason}</li>`)}</ul></header>`;
}

function facts({ run_id, started_at, duration_ms, mode, phases, auto_healing: { summary } }: Report): Markup {
  const how = mode.dry_run ? 'dry run' : mode.auto_heal ? 'test and heal' : 'test only';
  const checks = phases.flatMap(phase => phase.checks).filter(check => check.status !== 'skipped');
  const passed = checks.filter(check => check.status === 'passed').length;
  const entries = [
    ['Run', run_id],
    ['Started', `${clockTime(started_at)} UTC`],
    ['Took', duration(duration_ms)],
    ['Mode', how],
    ['Checks passed', `${passed} of ${checks.length}`],
    ['Heals', summary.total_actions === 0 ? 'none' : `${summary.successful} of ${summary.total_actions}`],
  ] as const;
  return markup`<dl class="facts">${entries.map(([term, text]) => markup`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

function nextSection({ next }: Report): Markup {
  if (next.length === 0) return none;
  return markup`<section><h2>What to do next</h2><ol class="next card body">${next.map(step => markup`<li><span>${step}</span></li>`)}</ol></section>`;
}

function checkRow(check: ReportCheck): Markup {
  const aside = [check.observed, check.threshold].map((value, index) =>
    value === null ? none : markup`${index === 0 ? 'saw' : 'limit'} ${shown(value)}<br>`,
  );
  return markup`<li>${mark(check.status)}<div class="what"><b>${check.target}</b> <span class="soft">${check.name}</span><p>${check.message}</p>${paragraph(check.recommendation ?? '', 'soft')}</div><div class="aside">${aside}${duration(check.duration_ms)}</div></li>`;
}

const isCalm = (status: Status): boolean => status === 'passed' || status === 'skipped';

/** What is not well stands open. */
function phaseCard(phase: ReportPhase): Markup {
  const passed = phase.checks.filter(check => check.status === 'passed').length;
  const told =
    phase.checks.length === 0 ? phase.status : `${passed} of ${counted(phase.checks.length, 'check')} passed`;
  const rest = phase.critical ? told : `${told} · not critical`;
  const took = phase.checks.length === 0 ? none : markup`<span class="soft">${duration(phase.duration_ms)}</span>`;
  const open = isCalm(phase.status) ? none : markup` open`;
  const rows = phase.checks.length === 0 ? none : markup`<ul class="rows">${phase.checks.map(checkRow)}</ul>`;
  return markup`<div class="card"><details class="phase"${open}><summary>${mark(phase.status)}<b>${phase.title}</b><span class="soft">${rest}</span>${took}</summary>${paragraph(phase.message ?? '', 'soft')}${rows}</details></div>`;
}

function phasesSection({ phases }: Report): Markup {
  return markup`<section><h2>Phases <span class="soft">the last look at each</span></h2>${phases.map(phaseCard)}</section>`;
}

function notesSection({ notes }: Report): Markup {
  if (notes.length === 0) return none;
  const rows = notes.map(
    ({ level, message }) =>
      markup`<li>${badge(level === 'warning' ? 'warn' : 'idle', level)}<div class="what">${message}</div></li>`,
  );
  return markup`<section><h2>Notes</h2><div class="card body"><ul class="rows">${rows}</ul></div></section>`;
}

const LEVEL_TONE: Readonly<Record<LogLevel, Tone>> = { INFO: 'idle', SUCCESS: 'good', WARNING: 'warn', ERROR: 'bad' };

function timelineSection({ timeline }: Report): Markup {
  const lines = timeline.map(
    ({ at, level, message }) =>
      markup`<li><time>${clockTime(at).slice(11)}</time><span class="what ${LEVEL_TONE[level]}">${message}</span></li>`,
  );
  return markup`<section><h2>What happened, in order</h2><div class="card body"><details><summary>${counted(lines.length, 'line')}, times in UTC</summary><ol class="timeline">${lines}</ol></details></div></section>`;
}

/** Nothing is fetched and nothing runs: no scripts, and no style but the one on the page. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style.toString()).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as one HTML page that needs no network and no script. */
export function reportHtml(report: Report): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${report.decision} · ${report.environment} · ${report.run_id}</title>
<style>${style}</style>
</head>
<body>
${banner(report)}
${facts(report)}
<main>
${nextSection(report)}
${issuesSection(report)}
${actionsSection(report)}
${phasesSection(report)}
${notesSection(report)}
${timelineSection(report)}
</main>
<footer>Orixoon ${report.version} · config ${report.config} · <a href="report.json">report.json</a> · <a href="healing_actions.log">healing_actions.log</a> · <a href="events.ndjson">events.ndjson</a></footer>
</body>
</html>
`.toString();
}
