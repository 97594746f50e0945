import type { Finding } from '../core/finding.ts';
import { isProblem, isSick, nodeOf } from '../core/finding.ts';
import { drawGraph, rootBeneath, sickNodes } from '../core/graph.ts';
import { fateOf, sumOf } from './plan-fate.ts';
import type { LineOptions, Row } from './rows.ts';
import { blank } from './rows.ts';
import type { Story } from './story.ts';
import { nameOf } from './story.ts';
import { heads, issueRows } from './words-planned.ts';

/** A dry run's plan: each root, what would be done to exactly what or what refuses it, and beneath it all that waits for it. */
export function planRows(story: Story, options: LineOptions): Row[] {
  const issues = [...story.issues.values()];
  const waiting = issues.filter(issue => fateOf(issue) === 'wait');
  const others = unhealable(story);
  const branches = (name: string): Row[][] => [
    ...waiting.filter(({ blocked_by }) => blocked_by === name).map(issue => issueRows(issue, options)),
    ...others.filter(({ root }) => root === name).map(({ finding }) => [waitingRow(finding)]),
  ];
  const roots = issues.filter(issue => fateOf(issue) !== 'wait');
  const otherRoots = others.filter(({ root }) => root === null);
  const sum: Row = {
    lead: '',
    text: sumOf(
      issues,
      otherRoots.map(({ finding }) => fateIn(finding)),
    ),
    style: 'bold',
  };
  if (issues.length + otherRoots.length === 0) return [blank, sum];
  // Where sick things rest on each other in a circle, none is a root.
  const shown = new Set([...roots.map(nameOf), ...otherRoots.map(({ name }) => name)]);
  const circle = waiting.filter(({ blocked_by }) => !shown.has(blocked_by ?? ''));
  return [
    blank,
    { lead: '', text: 'The plan. Nothing was changed.', style: 'bold' },
    ...roots.flatMap(root => [blank, ...issueRows(root, options), ...tree(branches(nameOf(root)))]),
    ...otherRoots.flatMap(({ finding, name }) => [blank, ...findingRows(finding), ...tree(branches(name))]),
    ...circle.flatMap(issue => [
      blank,
      ...issueRows(issue, options),
      { lead: '   for   ', leadStyle: 'yellow' as const, text: issue.blocked_by ?? '?' },
    ]),
    blank,
    sum,
    ...(waiting.length === 0 ? [] : [laterRow]),
  ];
}

const laterRow: Row = {
  lead: '  ',
  text: 'What waits is looked at again when its root is healed: it may be well then, or is planned anew.',
  style: 'dim',
};

/** What fails or cannot be told, and is no issue that the gate decides on: the words that name it, and its root's (null: it is one). */
function unhealable({ findings }: Story): { finding: Finding; name: string; root: string | null }[] {
  const all = [...findings.values()].flat();
  const graph = drawGraph(all);
  const sick = sickNodes(all);
  return all
    .filter(finding => isSick(finding) && !isProblem(finding))
    .map(finding => {
      const node = nodeOf(finding);
      return { finding, name: sick.get(node) ?? node, root: rootBeneath(node, graph, sick) ?? null };
    });
}

const fateIn = ({ status }: Finding): 'unclear' | 'none' => (status === 'error' ? 'unclear' : 'none');

const saidOf = ({ status, message }: Finding): string => (status === 'error' ? `could not tell: ${message}` : message);

const waitingRow = (finding: Finding): Row => ({
  lead: heads.wait.lead,
  leadStyle: 'dim',
  style: 'dim',
  text: `${nodeOf(finding)} ${finding.check}: ${saidOf(finding)}`,
});

const findingRows = (finding: Finding): Row[] => [
  {
    lead: heads[fateIn(finding)].lead,
    leadStyle: heads[fateIn(finding)].style,
    text: `${nodeOf(finding)} ${finding.check}`,
    style: 'bold',
  },
  { lead: '   why   ', leadStyle: 'dim', text: saidOf(finding) },
  ...(finding.recommendation === null
    ? []
    : [{ lead: '   run   ', leadStyle: 'cyan' as const, text: finding.recommendation }]),
];

/** Branches under what stands above them. */
const tree = (branches: readonly Row[][]): Row[] =>
  branches.flatMap((rows, i) => {
    const isLast = i === branches.length - 1;
    const stem = isLast ? '      ' : '   │  ';
    return rows.map((row, at): Row => {
      const lead = `${at === 0 ? (isLast ? '   └─ ' : '   ├─ ') : stem}${row.lead}`;
      return { ...row, lead, hang: stem };
    });
  });
