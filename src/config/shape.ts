import type { ShapeError } from '../../schemas/validate-healing-config.js';
import type { Json } from '../core/json.ts';
import { fittingActions } from '../systems/catalogue.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import type { Flaw } from './flaw.ts';
import { below, keyOf, quote, stepsOf } from './flaw.ts';
import type { Grammar } from './grammar.ts';
import type { JsonSchema } from './json-schema.ts';
import { propertyOf } from './json-schema.ts';
import { didYouMean } from './unknown-key.ts';
import type { Place } from './values.ts';
import { describeSeen, describeWanted } from './words.ts';

/** What is wrong with types, ranges and missing keys: one flaw for each key. */
export function findShapeFlaws(value: Json, places: ReadonlyMap<string, Place>, grammar: Grammar): readonly Flaw[] {
  const flaws = new Map<string, Flaw>();
  for (const error of grammar.validate(value)) {
    const missing = error.params.missingProperty;
    const pointer = missing === undefined ? error.instancePath : below(error.instancePath, missing);
    const offset = places.get(error.instancePath)?.offset ?? 0;
    // A key that is there and could not be read has its flaw already.
    if (missing !== undefined && places.has(pointer)) continue;
    flaws.set(pointer, { offset, pointer, message: describe(error, value, places, grammar) });
  }
  return [...flaws.values()];
}

function describe(
  { instancePath, params }: ShapeError,
  value: Json,
  places: ReadonlyMap<string, Place>,
  { schema: root, catalogue }: Grammar,
): string {
  const steps = stepsOf(instancePath);
  const here = instancePath === '' ? 'the config' : keyOf(instancePath);
  const schema = steps.reduce((inner: JsonSchema, step) => propertyOf(inner, step) ?? inner.items ?? {}, root);
  if (params.missingProperty !== undefined) {
    const wanted = propertyOf(schema, params.missingProperty);
    return `${here}: ${quote(params.missingProperty)} is missing; expected ${describeWanted(wanted ?? {})}`;
  }
  const found = valueAt(value, steps);
  const seen = describeSeen(found, instancePath, places.get(instancePath));
  const [section, issue, key] = steps;
  const isAction = section === 'healing_actions' && key === 'action' && typeof found === 'string';
  const isFromFile = places.get(instancePath)?.variables.length === 0;
  if (isAction && isFromFile && issue !== undefined) return `${here}: ${describeAction(found, issue, catalogue)}`;
  return `${here}: expected ${describeWanted(schema)}, seen ${seen}`;
}

function describeAction(action: string, issue: string, { actions, issues }: Catalogue): string {
  const info = issues[issue];
  const fitting = info === undefined ? [] : fittingActions(info, actions).map(({ id }) => id);
  if (!Object.hasOwn(actions, action)) {
    const meant = didYouMean(action, fitting) || didYouMean(action, Object.keys(actions));
    return `${quote(action)} is no action${meant || '; "orixoon list" shows them all'}`;
  }
  if (info === undefined || fitting.length === 0)
    return `${issue} is only reported, so ${action} does not fit; expected null, or leave it out`;
  return `${action} does not fit ${issue}, which is about a ${info.target}; expected ${fitting.join(', ')} or null`;
}

function valueAt(value: Json, steps: readonly string[]): Json {
  return steps.reduce<Json>((inner, step) => {
    if (inner === null || typeof inner !== 'object') return null;
    return (inner as Readonly<Record<string, Json>>)[step] ?? null;
  }, value);
}
