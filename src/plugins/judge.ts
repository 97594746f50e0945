import type { Budget, TargetKind } from '../core/policy.ts';
import {
  aFunction,
  flag,
  isRecord,
  listOf,
  name,
  objectOf,
  oneOf,
  optional,
  orNull,
  recordOf,
  seen,
  plainText,
  text,
} from './expect.ts';
import type { Judge } from './expect.ts';
import type { Plugin } from './plugin.ts';

const kinds: Readonly<Record<TargetKind, true>> = {
  container: true,
  database: true,
  redis: true,
  worker: true,
  queue: true,
  application: true,
  host: true,
};
const target = oneOf(...Object.keys(kinds));

/** Without `none`: what a plugin does is counted. */
const budgets: Readonly<Record<Exclude<Budget, 'none'>, true>> = {
  container: true,
  database: true,
  redis: true,
  queue: true,
};

const issue = objectOf({
  title: plainText,
  target,
  action: orNull(name),
  meaning: plainText,
  detection: plainText,
  takesDown: optional(listOf(text)),
});

const action = objectOf({
  id: name,
  title: plainText,
  risk: oneOf('low', 'medium', 'high'),
  budget: oneOf(...Object.keys(budgets)),
  fits: listOf(target, 1),
  isItemwise: optional(flag),
  draft: aFunction,
  run: aFunction,
});

const settings: Judge = (value, at) => {
  if (!isRecord(value) || value['type'] !== 'object' || !isRecord(value['properties']))
    return [`${at}: expected a JSON schema with type "object" and properties, seen ${seen(value)}`];
  const taken = ['enabled', 'critical', 'timeout_seconds'].filter(key =>
    Object.hasOwn(value['properties'] as object, key),
  );
  return taken.map(key => `${at}.properties.${key}: expected keys of its own; every phase has this one already`);
};

const system = objectOf({
  id: name,
  title: plainText,
  issues: recordOf(name, issue),
  notConfigured: aFunction,
  restsOn: optional(aFunction),
  target: optional(aFunction),
  diagnose: optional(aFunction),
  inspect: aFunction,
  checks: listOf(objectOf({ id: name, title: plainText }), 1),
  actions: listOf(action),
  settings,
});

/** What is wrong with the default export of a plugin, all at once, or the plugin. */
export function judgePlugin(value: unknown): Plugin | readonly string[] {
  if (value === undefined)
    return [
      'it has no default export; expected "export default defineSystem({ … })", with defineSystem from "orixoon"',
    ];
  if (!isRecord(value) || !('inspect' in value))
    return [
      `expected a default export that defineSystem made, seen ${seen(value)}; write "export default defineSystem({ … })"`,
    ];
  const wrong = system(value, '');
  // Every part has just been looked at; what its functions give is looked at as it comes.
  return wrong.length > 0 ? wrong : (value as unknown as Plugin);
}
