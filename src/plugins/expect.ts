import { quote } from '../config/flaw.ts';

/** What is wrong with a value from outside, in words; none: it is as expected. */
export type Judge = (value: unknown, at: string) => readonly string[];

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in a few words. */
export function seen(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : 'an object';
}

const expecting =
  (what: string, holds: (value: unknown) => boolean): Judge =>
  (value, at) =>
    holds(value) ? [] : [`${at}: expected ${what}, seen ${seen(value)}`];

export const text: Judge = expecting('a text that is not empty', value => typeof value === 'string' && value !== '');
/** A text that is shown as it is: no control character may steer a terminal. */
export const plainText: Judge = expecting(
  'a text without control characters',
  value => typeof value === 'string' && /^[^\p{Cc}\p{Cf}]+$/u.test(value),
);
export const aFunction: Judge = expecting('a function', value => typeof value === 'function');
export const name: Judge = expecting(
  'a name of small letters, digits and _, at most 40, a letter first',
  value => typeof value === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(value),
);
export const moment: Judge = expecting('epoch milliseconds or null', value => value === null || Number.isFinite(value));
export const flag: Judge = expecting('true or false', value => typeof value === 'boolean');
export const count: Judge = expecting('a number', value => typeof value === 'number' && Number.isFinite(value));
export const node: Judge = expecting(
  'a node as "redis/main": a phase, a slash, a target',
  value => typeof value === 'string' && /^[a-z][a-z0-9_]*\/./.test(value),
);

export const oneOf = (...words: readonly string[]): Judge =>
  expecting(`one of ${words.join(', ')}`, value => typeof value === 'string' && words.includes(value));

export const optional =
  (judge: Judge): Judge =>
  (value, at) =>
    value === undefined ? [] : judge(value, at);

export const orNull =
  (judge: Judge): Judge =>
  (value, at) =>
    value === null ? [] : judge(value, at);

export const listOf =
  (judge: Judge, least = 0): Judge =>
  (value, at) => {
    if (!Array.isArray(value)) return [`${at}: expected a list, seen ${seen(value)}`];
    if (value.length < least) return [`${at}: expected at least ${least}, seen ${value.length}`];
    return value.flatMap((item: unknown, index) => judge(item, `${at}[${index}]`));
  };

export const objectOf =
  (parts: Readonly<Record<string, Judge>>): Judge =>
  (value, at) =>
    isRecord(value)
      ? Object.entries(parts).flatMap(([key, judge]) => judge(value[key], at === '' ? key : `${at}.${key}`))
      : [`${at}: expected an object, seen ${seen(value)}`];

export const recordOf =
  (key: Judge, judge: Judge): Judge =>
  (value, at) =>
    isRecord(value)
      ? Object.entries(value).flatMap(([name, inner]) => [
          ...key(name, `${at}, a key`),
          ...judge(inner, `${at}.${name}`),
        ])
      : [`${at}: expected an object, seen ${seen(value)}`];

/** What JSON can hold, and nothing else: it goes into reports and identities. */
export const json: Judge = (value, at) =>
  isPlain(value, 0) ? [] : [`${at}: expected what JSON can hold, seen ${seen(value)}`];

const isPlain = (value: unknown, depth: number): boolean => {
  if (depth > 40) return false;
  if (value === null || ['string', 'boolean'].includes(typeof value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  return Object.values(value).every(inner => isPlain(inner, depth + 1));
};

export const jsonRecord: Judge = (value, at) =>
  isRecord(value) ? json(value, at) : [`${at}: expected an object, seen ${seen(value)}`];
