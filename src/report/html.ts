import { createHash } from 'node:crypto';
import type { LogLevel } from './healing-log.ts';
import { actionsSection } from './html-actions.ts';
import { courseSection } from './html-course.ts';
import { issuesSection } from './html-issues.ts';
import { badge, clock, counted, folded, section } from './html-parts.ts';
import type { Tone } from './html-parts.ts';
import { checksSection } from './html-phases.ts';
import { rootsSection } from './html-roots.ts';
import { style } from './html-style.ts';
import { nextSection, phaseTiles, verdictHeader } from './html-verdict.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report } from './report-shape.ts';

function notesSection({ notes }: Report): Markup {
  if (notes.length === 0) return none;
  const rows = notes.map(
    ({ level, message }) =>
      markup`<li>${badge(level === 'warning' ? 'warn' : 'idle', level)}<div class="what">${message}</div></li>`,
  );
  return section('Notes', '', markup`<div class="card body"><ul class="rows">${rows}</ul></div>`);
}

const LEVEL_TONE: Readonly<Record<LogLevel, Tone>> = { INFO: 'idle', SUCCESS: 'good', WARNING: 'warn', ERROR: 'bad' };

function logSection({ timeline }: Report): Markup {
  const lines = timeline.map(
    ({ at, level, message }) => markup`<li>${clock(at)}<span class="what ${LEVEL_TONE[level]}">${message}</span></li>`,
  );
  const log = folded(`${counted(lines.length, 'line')}, times in UTC`, markup`<ol class="log">${lines}</ol>`);
  return section('Log', 'what happened, in order', markup`<div class="card body">${log}</div>`);
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
${verdictHeader(report)}
<main>
${nextSection(report)}
${phaseTiles(report)}
${courseSection(report)}
${rootsSection(report)}
${issuesSection(report)}
${actionsSection(report)}
${checksSection(report)}
${notesSection(report)}
${logSection(report)}
</main>
<footer>Orixoon ${report.version} · config ${report.config} · <a href="report.json">report.json</a> · <a href="healing_actions.log">healing_actions.log</a> · <a href="events.ndjson">events.ndjson</a></footer>
</body>
</html>
`.toString();
}
