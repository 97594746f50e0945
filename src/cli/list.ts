import type { ActionInfo } from '../core/policy.ts';
import type { Json } from '../core/json.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import { columnsOf, hung, table } from './columns.ts';

/** The part of a system that a list names. */
export interface ListedSystem {
  readonly id: string;
  readonly checks: readonly { readonly id: string; readonly title: string }[];
}

/** `orixoon list`: every phase with its checks and issue types, then every action with its risk. */
export function listText(catalogue: Catalogue, systems: readonly ListedSystem[] = [], columns = Infinity): string {
  const issuesOf = (phase: string): string[][] =>
    Object.entries(catalogue.issues)
      .filter(([, issue]) => issue.phase === phase)
      .map(([type, { action, title }]) => [type, title, remedyOf(action, catalogue)]);
  const isNarrow = catalogue.phases.some(({ name }) => isTooWide(indented(issuesOf(name), '    '), columns));
  const isNarrower = catalogue.phases.some(({ name }) =>
    isTooWide(indented(issuesOf(name).map(bare), '    '), columns),
  );
  const phases = catalogue.phases.map(({ name, title }) => {
    const checks = systems.find(({ id }) => id === name)?.checks ?? [];
    return [
      name === title.toLowerCase() ? name : `${name} (${title})`,
      ...part('checks', checkLines(checks, columns)),
      ...part(
        'issue types',
        isNarrower
          ? issuesOf(name).flatMap(([type, , remedy = '']) => [`    ${type}`, ...hung('      ', remedy, columns)])
          : indented(isNarrow ? issuesOf(name).map(bare) : issuesOf(name), '    '),
      ),
    ];
  });
  const actions = Object.values(catalogue.actions).map(action => [
    action.id,
    action.risk,
    fitsOf(action),
    action.title,
  ]);
  return [
    ...phases.flatMap(lines => [...lines, '']),
    'heal actions',
    ...actionLines([['action', 'risk', 'fits', ''], ...actions], columns),
    '',
    ...['High risk always asks for confirmation.', 'More about one issue type: orixoon explain <issue type>'].flatMap(
      line => hung('', line, columns),
    ),
  ].join('\n');
}

const indented = (rows: readonly (readonly string[])[], indent: string): string[] =>
  table(rows).map(line => indent + line);

const isTooWide = (lines: readonly string[], columns: number): boolean => lines.some(line => columnsOf(line) > columns);

/** Without its title: a type says the same. */
const bare = ([type = '', , remedy = '']: readonly string[]): string[] => [type, remedy];

const part = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}`, ...lines];

/** Where there is no room beside its name, what a check looks at stands beneath it. */
function checkLines(checks: ListedSystem['checks'], columns: number): string[] {
  const lines = indented(
    checks.map(({ id, title }) => [id, title]),
    '    ',
  );
  if (!isTooWide(lines, columns)) return lines;
  return checks.flatMap(({ id, title }) => [`    ${id}`, ...hung('      ', title, columns)]);
}

/** Less than this beside an action is too little for what it fits. */
const ROOM = 20;

/** Where there is no room for the titles of actions, without them, and what each fits goes on beneath itself, or wholly beneath. */
function actionLines(rows: readonly (readonly string[])[], columns: number): string[] {
  const lines = indented(rows, '  ');
  if (!isTooWide(lines, columns)) return lines;
  const leads = indented(
    rows.map(([action = '', risk = '']) => [action, risk, '|']),
    '  ',
  ).map(line => line.slice(0, -1));
  return rows.flatMap(([, , fits = ''], i) => {
    const lead = leads[i] ?? '';
    if (columns - columnsOf(lead) >= ROOM) return hung(lead, fits, columns);
    return [lead.trimEnd(), ...hung('      ', fits, columns)];
  });
}

function remedyOf(id: string | null, { actions }: Catalogue): string {
  const action = id === null ? undefined : actions[id];
  return action ? `→ ${action.id} (${action.risk})` : '→ reported, not healed';
}

const fitsOf = ({ fits }: ActionInfo): string => fits.join(', ');

/** The same as data: `{ phases: [{ name, title, checks, issues }], actions }`. */
export function listJson(catalogue: Catalogue, systems: readonly ListedSystem[] = []): Json {
  return {
    phases: catalogue.phases.map(({ name, title }) => ({
      name,
      title,
      checks: (systems.find(({ id }) => id === name)?.checks ?? []).map(({ id, title: what }) => ({ id, title: what })),
      issues: Object.entries(catalogue.issues)
        .filter(([, issue]) => issue.phase === name)
        .map(([type, issue]) => ({
          type,
          title: issue.title,
          target: issue.target,
          meaning: issue.meaning,
          detection: issue.detection,
          action: issue.action,
          risk: issue.action === null ? null : (catalogue.actions[issue.action]?.risk ?? null),
        })),
    })),
    actions: Object.values(catalogue.actions).map(({ id, title, risk, budget, fits }) => ({
      id,
      title,
      risk,
      budget,
      fits,
    })),
  };
}
