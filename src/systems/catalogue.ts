import type { IssueType, PhaseName } from '../core/finding.ts';
import type { ActionInfo } from '../core/policy.ts';
import { notConfigured as applicationNotConfigured } from './application/configured.ts';
import * as application from './application/issues.ts';
import { settingsSchema as applicationSettings } from './application/settings.schema.ts';
import { notConfigured as containersNotConfigured } from './containers/configured.ts';
import * as containers from './containers/issues.ts';
import { settingsSchema as containersSettings } from './containers/settings.schema.ts';
import { notConfigured as databaseNotConfigured } from './database/configured.ts';
import * as database from './database/issues.ts';
import { settingsSchema as databaseSettings } from './database/settings.schema.ts';
import { notConfigured as preflightNotConfigured } from './preflight/configured.ts';
import * as preflight from './preflight/issues.ts';
import { settingsSchema as preflightSettings } from './preflight/settings.schema.ts';
import { notConfigured as redisNotConfigured } from './redis/configured.ts';
import * as redis from './redis/issues.ts';
import { settingsSchema as redisSettings } from './redis/settings.schema.ts';
import { notConfigured as workersNotConfigured } from './workers/configured.ts';
import * as workers from './workers/issues.ts';
import { settingsSchema as workersSettings } from './workers/settings.schema.ts';
import { notConfigured as zohoQueueNotConfigured } from './zoho-queue/configured.ts';
import * as zohoQueue from './zoho-queue/issues.ts';
import { settingsSchema as zohoQueueSettings } from './zoho-queue/settings.schema.ts';
import type { Phases } from './settings.ts';
import type { IssueInfo, System } from './system.ts';

/** Everything that a config may name. Data only: what reads it loads no client. */
export interface Catalogue {
  /** In the order in which they are shown. */
  readonly phases: readonly CataloguePhase[];
  readonly issues: Readonly<Record<IssueType, IssueInfo & { readonly phase: PhaseName }>>;
  readonly actions: Readonly<Record<string, ActionInfo>>;
}

/** What is known of a phase without what tests and heals it. */
export type CataloguePhase = Pick<System, 'title' | 'notConfigured'> & { readonly name: PhaseName };

/** One phase's part of the catalogue. */
interface CatalogueEntry extends CataloguePhase {
  readonly issues: Readonly<Record<IssueType, IssueInfo>>;
  readonly actions: readonly ActionInfo[];
}

/** Put the phases together. Throws where an id is there twice, or an issue names a default action that does not fit it. @internal */
export function compile(entries: readonly CatalogueEntry[]): Catalogue {
  const actions: Record<string, ActionInfo> = {};
  const issues: Record<IssueType, IssueInfo & { phase: PhaseName }> = {};
  for (const entry of entries) for (const action of entry.actions) add(actions, action.id, action);
  for (const entry of entries)
    for (const [type, issue] of Object.entries(entry.issues)) {
      if (issue.action !== null && !actions[issue.action]?.fits.includes(issue.target))
        throw new Error(`the catalogue's default action of ${type}, ${issue.action}, does not fit a ${issue.target}`);
      add(issues, type, { ...issue, phase: entry.name });
    }
  return { phases: entries.map(({ name, title, notConfigured }) => ({ name, title, notConfigured })), issues, actions };
}

function add<Value>(record: Record<string, Value>, id: string, value: Value): void {
  if (Object.hasOwn(record, id)) throw new Error(`the catalogue has ${id} twice`);
  record[id] = value;
}

/** The actions that may be mapped to an issue: those that fit its target, or none where it is only reported. */
export function fittingActions(issue: IssueInfo, actions: Catalogue['actions']): readonly ActionInfo[] {
  return issue.action === null ? [] : Object.values(actions).filter(action => action.fits.includes(issue.target));
}

/** The catalogue with one more system, whose names are its own. */
export function extend(
  { phases, issues, actions }: Catalogue,
  more: { readonly id: PhaseName } & Omit<CatalogueEntry, 'name'>,
): Catalogue {
  const own = compile([{ ...more, name: more.id, issues: {} }]);
  const added = Object.entries(more.issues).map(([type, issue]) => [type, { ...issue, phase: more.id }] as const);
  return {
    phases: [...phases, ...own.phases],
    issues: { ...issues, ...Object.fromEntries(added) },
    actions: { ...actions, ...own.actions },
  };
}

const phaseOf = <Settings extends object>(
  title: string,
  { issues, actions }: Pick<CatalogueEntry, 'issues' | 'actions'>,
  notConfigured: CatalogueEntry['notConfigured'],
  settings: Settings,
) => ({ title, issues, actions, notConfigured, settings });

/** Every phase, in order. Adding one is one line here; the types miss it once it is in `Phases`. */
const phases = {
  preflight: phaseOf('Preflight', preflight, preflightNotConfigured, preflightSettings),
  containers: phaseOf('Containers', containers, containersNotConfigured, containersSettings),
  database: phaseOf('Database', database, databaseNotConfigured, databaseSettings),
  redis: phaseOf('Redis', redis, redisNotConfigured, redisSettings),
  workers: phaseOf('Background workers', workers, workersNotConfigured, workersSettings),
  zoho_queue: phaseOf('Zoho queue', zohoQueue, zohoQueueNotConfigured, zohoQueueSettings),
  application: phaseOf('Application', application, applicationNotConfigured, applicationSettings),
} satisfies Readonly<Record<keyof Phases, object>>;

export const catalogue: Catalogue = compile(Object.entries(phases).map(([name, phase]) => ({ name, ...phase })));

/** Each phase's own part of the config, as JSON Schema. */
export const phaseSections = Object.entries(phases).map(([name, { settings }]) => ({ name, settings }));
