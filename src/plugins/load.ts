import { dirname, resolve } from 'node:path';
import { builtinGrammar } from '../config/grammar.ts';
import type { PluginEntry } from '../config/plugin-list.ts';
import { OrixoonError, wordsOf } from '../errors.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import { extend } from '../systems/catalogue.ts';
import type { System } from '../systems/system.ts';
import { guarded } from './guard.ts';
import { judgePlugin } from './judge.ts';
import { importDefault } from './module.ts';
import type { Plugin } from './plugin.ts';
import type { Roster } from './roster.ts';
import { grammarWith, schemaTrouble } from './sections.ts';

/** What is wrong with the plugin at one place of the list. */
export interface PluginFlaw {
  readonly entry: PluginEntry;
  readonly message: string;
}

/**
 * Load the plugins of a config, one after the other, and put them beside what is built in; or all that is wrong with them.
 * `clean` takes the secrets out of what they say before a run has begun.
 */
export async function loadRoster(
  file: string,
  entries: readonly PluginEntry[],
  clean: (words: string) => string,
): Promise<Roster | readonly PluginFlaw[]> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, logger: false });
  const flaws: PluginFlaw[] = [];
  const found: Plugin[] = [];
  const plugins: System[] = [];
  let catalogue = builtinGrammar.catalogue;
  for (const entry of entries) {
    const one = await loadOne(entry, dirname(resolve(file)));
    const wrong = Array.isArray(one) ? one : [...clashes(one, catalogue), schemaTrouble(one, ajv) ?? []].flat();
    flaws.push(...wrong.map(message => ({ entry, message: `plugin "${entry.specifier}": ${clean(message)}` })));
    if (Array.isArray(one) || wrong.length > 0) continue;
    const system = guarded(one, entry.specifier, clean);
    found.push(one);
    plugins.push(system);
    catalogue = extend(catalogue, system);
  }
  return flaws.length > 0 ? flaws : { grammar: grammarWith(catalogue, found, ajv), plugins };
}

async function loadOne({ specifier }: PluginEntry, folder: string): Promise<Plugin | string[]> {
  try {
    const found = judgePlugin(await importDefault(specifier, folder));
    return 'inspect' in found ? found : [...found];
  } catch (error) {
    if (!(error instanceof OrixoonError)) throw error;
    return [wordsOf(error)];
  }
}

/** Ids that are there already, and default actions that do not fit. */
function clashes({ id, issues, actions }: Plugin, catalogue: Catalogue): readonly string[] {
  const there = (what: string, name: string): string =>
    `its ${what} "${name}" is there already, built in or from an earlier plugin; expected a name of its own`;
  const own = Object.fromEntries(actions.map(action => [action.id, action]));
  const doubled = actions.filter(action => own[action.id] !== action);
  return [
    ...(catalogue.phases.some(({ name }) => name === id) ? [there('phase', id)] : []),
    ...Object.keys(issues).flatMap(type => (Object.hasOwn(catalogue.issues, type) ? [there('issue type', type)] : [])),
    ...actions.flatMap(action => (Object.hasOwn(catalogue.actions, action.id) ? [there('action', action.id)] : [])),
    ...doubled.map(action => `its action "${action.id}" stands there twice; keep one of them`),
    ...Object.entries(issues).flatMap(([type, issue]) => {
      if (issue.action === null) return [];
      const action = own[issue.action] ?? catalogue.actions[issue.action];
      if (action === undefined)
        return [
          `issues.${type}.action: there is no action "${issue.action}"; expected one of its own or a built-in one`,
        ];
      return action.fits.includes(issue.target)
        ? []
        : [`issues.${type}.action: ${action.id} does not fit a ${issue.target}; it fits ${action.fits.join(', ')}`];
    }),
  ];
}
