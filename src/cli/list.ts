import type { ActionInfo } from '../core/policy.ts';
import type { Json } from '../core/json.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import { table } from './columns.ts';

/** The part of a system that a list names. */
export interface ListedSystem {
  readonly id: string;
  readonly checks: readonly { readonly id: string; readonly title: string }[];
}

/** `orixoon list`: every phase with its checks and issue types, then every action with its risk. */
export function listText(catalogue: Catalogue, systems: readonly ListedSystem[] = []): string {
  const phases = catalogue.phases.map(({ name, title }) => {
    const checks = systems.find(({ id }) => id === name)?.checks ?? [];
    const issues = Object.entries(catalogue.issues).filter(([, issue]) => issue.phase === name);
    return [
      name === title.toLowerCase() ? name : `${name} (${title})`,
      ...part(
        'checks',
        checks.map(({ id, title: what }) => [id, what]),
      ),
      ...part(
        'issue types',
        issues.map(([type, { action, title: what }]) => [type, what, remedyOf(action, catalogue)]),
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
    ...table([['action', 'risk', 'fits', ''], ...actions]).map(line => `  ${line}`),
    '',
    'High risk always asks for confirmation. More about one issue type: orixoon explain <issue type>',
  ].join('\n');
}

const part = (title: string, rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : [`  ${title}`, ...table(rows).map(line => `    ${line}`)];

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
