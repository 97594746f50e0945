import { moreAbout, seeMore } from '../core/finding.ts';
import type { TraceStep } from '../core/gate.ts';
import { badge, brief, clock, counted, folded, mark, paragraph, section, shown, sign } from './html-parts.ts';
import type { Tone } from './html-parts.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportIssue, ReportSighting } from './report-shape.ts';

/** More of them open at once nobody reads. */
const MOST_OPEN = 8;
const SHORT = 60;

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
const ROUNDS: Readonly<Record<ReportSighting['round'], string>> = {
  first: 'first look',
  retest: 're-test',
  final: 'last look',
};

/** It waited for another, and the last look shows it well. */
const isWellAgain = ({ outcome, after }: ReportIssue): boolean =>
  outcome === 'blocked_by' && after?.status === 'passed';

/** What became of an issue, in a word or two. */
export function outcomeBadge(issue: ReportIssue): Markup {
  if (issue.outcome === 'denied' && issue.denied_by === 'confirmation') return badge('warn', 'needs approval');
  return isWellAgain(issue) ? badge('good', 'well again') : badge(...OUTCOMES[issue.outcome]);
}

const isOver = (issue: ReportIssue): boolean =>
  issue.outcome === 'healed' || issue.outcome === 'resolved' || isWellAgain(issue);

/** Why it was not healed, in one line; empty where it was. */
function because(issue: ReportIssue): string {
  const { outcome, trace, denied_by, blocked_by } = issue;
  if (outcome === 'denied') {
    const reason = trace.find(({ rule }) => rule === denied_by)?.reason ?? '';
    return `Denied by ${denied_by ?? 'the gate'}${reason === '' ? '' : `: ${reason}`}`;
  }
  if (blocked_by === null) return '';
  return `${outcome === 'blocked_by' && !isOver(issue) ? 'Waits' : 'Waited'} for ${blocked_by}`;
}

function seen(title: string, sighting: ReportSighting | null, otherwise: string): Markup {
  if (sighting === null) return markup`<div><h4>${title}</h4><p class="soft">${otherwise}</p></div>`;
  const { at, round, check, status, message, observed, threshold } = sighting;
  const values = [
    ['saw', observed],
    ['limit', threshold],
  ] as const;
  return markup`<div><h4>${title} <span class="soft">${clock(at)}, ${ROUNDS[round]}</span></h4><p>${mark(status)} ${brief(message)}</p><p class="soft">${check}${values.map(([word, value]) => (value === null ? none : markup` · ${word} <code>${brief(value)}</code>`))}</p></div>`;
}

/** What was seen when it was found, and what the last look saw. */
const beforeAfter = ({ before, after }: ReportIssue): Markup =>
  markup`<div class="pair">${seen('Before', before, 'No look that ended shows it.')}${seen('After', after, 'It was not looked at again.')}</div>`;

function planOf({ plan, plan_id, outcome }: ReportIssue): Markup {
  if (plan === null) return none;
  const approve = outcome === 'denied' || outcome === 'would_heal' ? plan_id : null;
  return markup`<h4>Plan <span class="soft">${plan.title} · <code>${plan.action}</code> · ${plan.risk} risk</span></h4>
<ol class="steps">${plan.steps.map(line => markup`<li>${line}</li>`)}</ol>${
    approve === null ? none : markup`<p class="soft">To approve exactly this: <code>--approve ${approve}</code></p>`
  }`;
}

const ruling = ({ rule, decision, reason }: TraceStep): Markup =>
  markup`<tr><th scope="row"><code>${rule}</code></th><td>${sign(RULINGS[decision])} ${decision}</td><td>${reason}</td></tr>`;

function traceOf({ trace, outcome }: ReportIssue): Markup {
  const table = markup`<table><thead><tr><th scope="col">rule</th><th scope="col">says</th><th scope="col">why</th></tr></thead><tbody>${trace.map(ruling)}</tbody></table>`;
  return folded(`Trace: the gate’s ${counted(trace.length, 'rule')}`, table, {
    isEmpty: trace.length === 0,
    isOpen: outcome === 'denied',
  });
}

/** A short value stands beside its name. */
const valueOf = (text: string): Markup =>
  text.length <= SHORT && !text.includes('\n') ? markup`<code>${text}</code>` : markup`<pre>${text}</pre>`;

function evidenceOf({ evidence }: ReportIssue): Markup {
  const entries = Object.entries(evidence);
  const list = entries.map(([key, value]) => markup`<div><dt>${key}</dt><dd>${valueOf(shown(value))}</dd></div>`);
  return folded('Evidence', markup`<dl class="evidence">${list}</dl>`, { isEmpty: entries.length === 0 });
}

/** What is left to do about it, and where to read more. A recommendation that only says where is not said twice. */
function advice(issue: ReportIssue): Markup {
  const { recommendation, outcome, type } = issue;
  const isLeft = !isOver(issue) && outcome !== 'blocked_by';
  const own = recommendation !== '' && recommendation !== seeMore(type);
  const todo = isLeft && own ? markup`<p class="advice"><b>What to do:</b> ${recommendation}</p>` : none;
  return markup`${todo}<p class="soft">More: <code>${moreAbout(type)}</code></p>`;
}

function issueCard(issue: ReportIssue, index: number, isOpen: boolean): Markup {
  const told = because(issue);
  return markup`<details class="card issue"${isOpen ? markup` open` : none}><summary><span class="head">${outcomeBadge(issue)}<span class="title"><h3>${issue.target}</h3><code>${issue.type}</code></span><span class="soft">${issue.severity} · ${issue.phase}</span></span><span class="message">${issue.message}</span></summary>
<div class="inside" id="issue-${index + 1}">${paragraph(told, 'because')}${advice(issue)}
${beforeAfter(issue)}
${planOf(issue)}
${traceOf(issue)}
${evidenceOf(issue)}</div></details>`;
}

/** Every issue to unfold; what a person still has to see to stands open. */
export function issuesSection({ issues, complete }: Report): Markup {
  const calm = complete ? 'No issue was found.' : 'No issue was found before the run ended.';
  let open = 0;
  const cards = issues.map((issue, index) => {
    const isOpen = !isOver(issue) && issue.outcome !== 'blocked_by' && open < MOST_OPEN;
    if (isOpen) open += 1;
    return issueCard(issue, index, isOpen);
  });
  return section('Issues', String(issues.length), cards.length > 0 ? cards : markup`<p class="soft">${calm}</p>`);
}
