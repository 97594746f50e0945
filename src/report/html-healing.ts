import { pageFor } from '../core/finding.ts';
import type { TraceStep } from '../core/gate.ts';
import { badge, counted, duration, folded, mark, paragraph, shown } from './html-parts.ts';
import type { Tone } from './html-parts.ts';
import { clockTime } from './healing-log.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportAction, ReportIssue } from './report-shape.ts';

const OUTCOMES: Readonly<Record<ReportIssue['outcome'], readonly [Tone, string]>> = {
  healed: ['good', 'healed'],
  resolved: ['good', 'resolved'],
  would_heal: ['warn', 'would be healed'],
  stale: ['warn', 'stale'],
  denied: ['bad', 'denied'],
  unhealed: ['bad', 'not healed'],
  not_healable: ['bad', 'no heal exists'],
  blocked_by: ['idle', 'waits'],
};

const RULINGS = { allow: 'passed', deny: 'failed', ask: 'warning' } as const;

const step = ({ rule, decision, reason }: TraceStep): Markup =>
  markup`<li>${mark(RULINGS[decision], decision)}<div class="what"><code>${rule}</code><p>${reason}</p></div></li>`;

/** Why it was not healed, in one line; empty where it was. */
function because(issue: ReportIssue): string {
  if (issue.outcome === 'denied') {
    const reason = issue.trace.find(({ rule }) => rule === issue.denied_by)?.reason ?? '';
    return `Denied by ${issue.denied_by ?? 'the gate'}${reason === '' ? '' : `: ${reason}`}`;
  }
  return issue.outcome === 'blocked_by' ? `Waits for ${issue.blocked_by ?? 'another issue'}` : '';
}

function planOf({ plan, plan_id, outcome }: ReportIssue): Markup {
  if (plan === null) return none;
  const steps = plan.steps.map(line => markup`<li>${line}</li>`);
  const approve = outcome === 'denied' || outcome === 'would_heal' ? plan_id : null;
  return folded(
    `Plan: ${plan.title} (${plan.action}, ${plan.risk} risk)`,
    markup`<ol class="steps">${steps}</ol>${
      approve === null ? none : markup`<p class="soft">To approve exactly this: <code>--approve ${approve}</code></p>`
    }`,
    false,
  );
}

/** What is left to do about it, and where to read more. A recommendation that only names the page is not said twice. */
function advice({ recommendation, outcome, phase, type }: ReportIssue): Markup {
  const page = pageFor(phase, type);
  const isLeft = outcome !== 'healed' && outcome !== 'resolved' && outcome !== 'blocked_by';
  const own = recommendation !== '' && !recommendation.includes(page);
  const todo = isLeft && own ? markup`<p class="advice"><b>What to do:</b> ${recommendation}</p>` : none;
  return markup`${todo}<p class="soft">More: <code>orixoon explain ${type}</code>, or ${page}</p>`;
}

function issueCard(issue: ReportIssue): Markup {
  const isWaiting = issue.outcome === 'denied' && issue.denied_by === 'confirmation';
  const [tone, word] = isWaiting ? (['warn', 'needs approval'] as const) : OUTCOMES[issue.outcome];
  const evidence = Object.entries(issue.evidence).map(
    ([key, value]) => markup`<dt>${key}</dt><dd><pre>${shown(value)}</pre></dd>`,
  );
  return markup`<article class="card body">
<div class="head">${badge(tone, word)}<h3>${issue.target}</h3><code>${issue.type}</code><span class="soft">${issue.severity}</span></div>
<p>${issue.message}</p>${paragraph(because(issue), 'soft')}${advice(issue)}
${planOf(issue)}
${folded(`Why: the gate’s ${counted(issue.trace.length, 'rule')}`, markup`<ul class="rows trace">${issue.trace.map(step)}</ul>`, issue.trace.length === 0)}
${folded('Evidence', markup`<dl class="evidence">${evidence}</dl>`, evidence.length === 0)}
</article>`;
}

/** The issues, each with its plan, its trace and its evidence to unfold. */
export function issuesSection({ issues, complete }: Report): Markup {
  const calm = complete ? 'No issue was found.' : 'No issue was found before the run ended.';
  const cards = issues.length > 0 ? issues.map(issueCard) : [markup`<p class="soft">${calm}</p>`];
  return markup`<section><h2>Issues <span class="soft">${issues.length}</span></h2>${cards}</section>`;
}

const drillFact = ({ drilled }: ReportAction): string =>
  drilled === null ? 'never drilled' : `drilled on ${drilled.environment}, ${clockTime(drilled.at).slice(0, 10)}`;

function actionRow(action: ReportAction): Markup {
  const changed = Object.entries(action.changed).map(([kind, count]) => `${kind.replaceAll('_', ' ')} ${count}`);
  const facts = [`attempt ${action.attempt}`, `${action.risk} risk`, ...changed];
  if (action.approved_by !== null) facts.push(`approved by ${action.approved_by}`);
  facts.push(drillFact(action));
  return markup`<li>${mark(action.success ? 'passed' : 'failed')}<div class="what"><code>${action.action}</code> on <b>${action.target}</b> <span class="soft">for ${action.issue}</span>${paragraph(action.details, 'details')}<p class="soft">${facts.join(' · ')}</p></div><div class="aside"><time>${clockTime(action.timestamp).slice(11)}</time><br>${duration(action.duration_ms)}</div></li>`;
}

/** The heals that were really executed; nothing where there were none. */
export function actionsSection({ auto_healing: { summary, actions } }: Report): Markup {
  if (actions.length === 0) return none;
  const told = `${summary.successful} of ${summary.total_actions} succeeded, ${summary.success_rate}`;
  return markup`<section><h2>Heals <span class="soft">${told}</span></h2><div class="card body"><ul class="rows">${actions.map(actionRow)}</ul></div></section>`;
}
