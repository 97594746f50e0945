import { badge, counted, firstOf, section } from './html-parts.ts';
import { outcomeBadge } from './html-issues.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report, ReportIssue } from './report-shape.ts';

const MOST_WAITING = 12;
const MOST_ROOTS = 20;

/** One cause, and what waited for it. `issue` is null where the cause is nothing that the domain names. */
interface Node {
  readonly name: string;
  readonly issue: ReportIssue | null;
  readonly index: number;
  readonly waiting: readonly Node[];
}

const nameOf = ({ type, target }: ReportIssue): string => `${type} ${target}`;

/** The issues as trees, each issue once: roots, and beneath each what waited for it. */
function treesOf(issues: readonly ReportIssue[]): Node[] {
  const byName = new Map(issues.map(issue => [nameOf(issue), issue]));
  const waiting = new Map<string, ReportIssue[]>();
  for (const issue of issues) {
    if (issue.blocked_by === null) continue;
    const others = waiting.get(issue.blocked_by);
    if (others) others.push(issue);
    else waiting.set(issue.blocked_by, [issue]);
  }
  const isPlaced = new Set<string>();
  const grow = (name: string): Node => {
    isPlaced.add(name);
    const issue = byName.get(name) ?? null;
    const index = issue === null ? 0 : issues.indexOf(issue) + 1;
    const free = (waiting.get(name) ?? []).filter(one => !isPlaced.has(nameOf(one)));
    for (const one of free) isPlaced.add(nameOf(one));
    return { name, issue, index, waiting: free.map(one => grow(nameOf(one))) };
  };
  const causes = issues.map(issue => issue.blocked_by ?? nameOf(issue));
  const isRoot = (name: string): boolean => (byName.get(name)?.blocked_by ?? null) === null;
  // What is left waits in a circle: each of it blocks the others, and the first stands for a root.
  return [...causes.filter(isRoot), ...causes].flatMap(name => (isPlaced.has(name) ? [] : [grow(name)]));
}

function card({ name, issue, index }: Node): Markup {
  if (issue === null) return markup`<div class="node">${badge('bad', 'not well')}<b>${name}</b></div>`;
  return markup`<a class="node" href="#issue-${index}">${outcomeBadge(issue)}<b>${issue.target}</b><code>${issue.type}</code></a>`;
}

function branch(node: Node): Markup {
  const list = (items: readonly Markup[]): Markup => markup`<ul class="waiting">${items}</ul>`;
  const beneath = node.waiting.length === 0 ? none : firstOf(node.waiting.map(branch), MOST_WAITING, list);
  return markup`<li>${card(node)}${node.waiting.length === 0 ? none : markup`<div class="beneath"><p class="soft">${counted(node.waiting.length, 'issue')} waited for it</p>${beneath}</div>`}</li>`;
}

/** The root-cause graph, as nested lists: each root, and what waited for it. */
export function rootsSection({ issues }: Report): Markup {
  if (issues.length === 0) return none;
  const trees = treesOf(issues);
  const list = (items: readonly Markup[]): Markup => markup`<ul class="roots">${items}</ul>`;
  const told = `${counted(trees.length, 'cause')} of ${counted(issues.length, 'issue')}`;
  return section(
    'Root causes',
    told,
    markup`<div class="card body">${firstOf(trees.map(branch), MOST_ROOTS, list)}</div>`,
  );
}
