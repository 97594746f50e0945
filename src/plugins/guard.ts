import type { Finding } from '../core/finding.ts';
import type { Draft } from '../core/plan.ts';
import { OrixoonError, StaleError, UsageError, wordsOf } from '../errors.ts';
import type { Settings } from '../systems/settings.ts';
import { defineSystem } from '../systems/system.ts';
import type { Diagnosis, Done, HealAction, System } from '../systems/system.ts';
import type { Judge } from './expect.ts';
import { listOf, node, orNull, text } from './expect.ts';
import type { Plugin } from './plugin.ts';
import { aDiagnosis, aDone, aDraft, findingsOf } from './words.ts';

/**
 * A plugin as the engine may meet it: what its functions give is looked at before anybody builds on it. A finding that is
 * none is "could not tell", a draft that is none cannot be done; neither can pass for well.
 */
export function guarded(plugin: Plugin, origin: string, clean: (words: string) => string): System {
  const facts = factsOf(plugin, origin, clean);
  const known = {
    ...plugin,
    notConfigured: (settings: Settings) => facts(settings).missing,
    restsOn: (settings: Settings) => facts(settings).restsOn,
    target: (settings: Settings) => facts(settings).target,
  };
  return {
    ...known,
    async inspect(look) {
      try {
        return sound(await plugin.inspect(look), findingsOf(plugin), 'checks', origin) as readonly Finding[];
      } catch (error) {
        // As every system that cannot look: the other phases go on.
        return defineSystem({ ...known, checks: [], probe: () => Promise.reject(error as Error) }).inspect(look);
      }
    },
    actions: plugin.actions.map(action => guardedAction(action, origin)),
    ...(plugin.diagnose && {
      diagnose: async (problem, look) =>
        sound(await plugin.diagnose?.(problem, look), aDiagnosis, 'diagnose', origin) as Diagnosis,
    }),
  };
}

function guardedAction(action: HealAction, origin: string): HealAction {
  const acting = async (work: () => Promise<unknown>): Promise<Done> => {
    try {
      const { undo, ...done } = sound(await work(), aDone, `${action.id}.run`, origin) as Done;
      return undo === undefined ? done : { ...done, undo: hands => acting(() => undo(hands)) };
    } catch (error) {
      // It may have another copy of this package, and then another class of that name.
      if (error instanceof Error && error.name === 'StaleError') throw new StaleError(error.message, { cause: error });
      throw error;
    }
  };
  return {
    ...action,
    draft: async (problem, look) =>
      sound(await action.draft(problem, look), aDraft, `${action.id}.draft`, origin) as Draft,
    run: (permit, hands, look) => acting(() => action.run(permit, hands, look)),
  };
}

interface Facts {
  readonly missing: string | null;
  readonly target: string;
  readonly restsOn: NonNullable<ReturnType<NonNullable<System['restsOn']>>>;
}

/** What a plugin says of settings alone: asked once, before anything is tested. UsageError where it throws or makes no sense. */
function factsOf(plugin: Plugin, origin: string, clean: (words: string) => string): (settings: Settings) => Facts {
  const known = new WeakMap<Settings, Facts>();
  const ask = (what: string, work: () => unknown, judge: Judge): unknown => {
    try {
      return sound(work(), judge, what, origin);
    } catch (error) {
      const why =
        error instanceof OrixoonError ? error.message : `the plugin ${origin}: ${what} threw: ${wordsOf(error)}`;
      throw new UsageError(`${clean(why)}\nMend the plugin, or take it out of "plugins"`, { cause: error });
    }
  };
  return settings => {
    const found = known.get(settings) ?? {
      missing: ask('notConfigured', () => plugin.notConfigured(settings), orNull(text)) as string | null,
      target: ask('target', () => plugin.target?.(settings) ?? plugin.id, text) as string,
      restsOn: ask('restsOn', () => plugin.restsOn?.(settings) ?? [], listOf(node)) as Facts['restsOn'],
    };
    known.set(settings, found);
    return found;
  };
}

function sound(value: unknown, judge: Judge, what: string, origin: string): unknown {
  const wrong = judge(value, what);
  if (wrong.length > 0) throw new OrixoonError(`the plugin ${origin}: ${wrong.slice(0, 5).join('; ')}`);
  return value;
}
