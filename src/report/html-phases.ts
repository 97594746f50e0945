import type { Status } from '../core/finding.ts';
import { brief, counted, duration, folded, mark, paragraph, passedOf, section } from './html-parts.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportCheck, ReportPhase } from './report-shape.ts';

const isCalm = (status: Status): boolean => status === 'passed' || status === 'skipped';

function checkRow(check: ReportCheck): Markup {
  const aside = [check.observed, check.threshold].map((value, index) =>
    value === null ? none : markup`${index === 0 ? 'saw' : 'limit'} ${brief(value)}<br>`,
  );
  return markup`<li>${mark(check.status)}<div class="what"><b>${check.target}</b> <span class="soft">${check.name}</span><p>${check.message}</p>${paragraph(check.recommendation ?? '', 'soft')}</div><div class="aside">${aside}${duration(check.duration_ms)}</div></li>`;
}

const rows = (checks: readonly ReportCheck[]): Markup =>
  checks.length === 0 ? none : markup`<ul class="rows">${checks.map(checkRow)}</ul>`;

/** What is not well comes first, and the rest does not hide it. */
function checksOf({ checks, status }: ReportPhase): Markup {
  if (isCalm(status)) return rows(checks);
  const calm = checks.filter(check => isCalm(check.status));
  const others = checks.filter(check => !isCalm(check.status));
  if (others.length === 0) return rows(checks);
  return markup`${rows(others)}${folded(`${counted(calm.length, 'check')} passed or skipped`, rows(calm), { isEmpty: calm.length === 0 })}`;
}

/** What is not well stands open. */
function phaseCard(phase: ReportPhase, index: number): Markup {
  const { title, status, critical, checks, message, duration_ms } = phase;
  const told = checks.length === 0 ? status : passedOf(checks);
  const took = checks.length === 0 ? none : markup`<span class="soft">${duration(duration_ms)}</span>`;
  const open = isCalm(status) ? none : markup` open`;
  return markup`<details class="card phase"${open}><summary>${mark(status)}<h3>${title}</h3><span class="soft">${critical ? told : `${told} · not critical`}</span>${took}</summary><div class="inside" id="phase-${index + 1}">${paragraph(message ?? '', 'soft')}${checksOf(phase)}</div></details>`;
}

/** Every check of the last look at each phase. */
export const checksSection = ({ phases }: Report): Markup =>
  section('Every check', 'the last look at each phase', phases.map(phaseCard));
