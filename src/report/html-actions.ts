import { badge, clock, duration, mark, paragraph, section } from './html-parts.ts';
import { clockTime } from './healing-log.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportAction } from './report-shape.ts';

function drillMark({ drilled }: ReportAction): Markup {
  if (drilled === null) return badge('warn', 'never drilled');
  return badge('good', `drilled on ${drilled.environment}, ${clockTime(drilled.at).slice(0, 10)}`);
}

function actionRow(action: ReportAction): Markup {
  const changed = Object.entries(action.changed).map(([kind, count]) => `${kind.replaceAll('_', ' ')} ${count}`);
  const facts = [`attempt ${action.attempt}`, `${action.risk} risk`, ...changed];
  if (action.approved_by !== null) facts.push(`approved by ${action.approved_by}`);
  return markup`<li>${mark(action.success ? 'passed' : 'failed', action.outcome)}<div class="what"><code>${action.action}</code> on <b>${action.target}</b> <span class="soft">for ${action.issue}</span>${paragraph(action.details, 'details')}<p class="soft">${facts.join(' · ')} ${drillMark(action)}</p></div><div class="aside">${clock(action.timestamp)}<br>${duration(action.duration_ms)}</div></li>`;
}

/** The heals that were really executed; nothing where there were none. */
export function actionsSection({ auto_healing: { summary, actions } }: Report): Markup {
  if (actions.length === 0) return none;
  const told = `${summary.successful} of ${summary.total_actions} succeeded, ${summary.success_rate}`;
  return section('Heals', told, markup`<div class="card body"><ul class="rows">${actions.map(actionRow)}</ul></div>`);
}
