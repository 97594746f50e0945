import { expect, test } from 'vitest';
import { interpolate } from '../../../src/config/interpolate.ts';

const env = { SET: 'value', EMPTY: '', DOLLARS: '$${SET}', _a1: 'x' };

test.each([
  ['${SET}', 'value', ['SET']],
  ['a ${SET} b ${_a1}', 'a value b x', ['SET', '_a1']],
  ['${EMPTY}', '', ['EMPTY']],
  ['${SET:-other}', 'value', ['SET']],
  ['${EMPTY:-other}', 'other', []],
  ['${NONE:-other}', 'other', []],
  ['${NONE:-}', '', []],
  ['${NONE:-a:-b $c}', 'a:-b $c', []],
  ['${NONE:-a\nb}', 'a\nb', []],
  ['${constructor:-other}', 'other', []],
  ['${__proto__:-other}', 'other', []],
  ['$$', '$', []],
  ['$${SET}', '${SET}', []],
  ['$$${SET}', '$value', ['SET']],
  ['${DOLLARS}', '$${SET}', ['DOLLARS']],
  ['a$', 'a$', []],
  ['$SET $1 $(x) $ {', '$SET $1 $(x) $ {', []],
  ['', '', []],
])('%j is %j', (text, value, taken) => {
  const read = interpolate(text, env);
  expect(read.value).toBe(value);
  expect(read.problems).toEqual([]);
  expect(read.taken.map(({ name }) => name)).toEqual(taken);
});

test.each(['${NONE}', '${', '${SET', '${}', '${1A}', '${A B}', '${A-b}', '${A:b}', '${SET:-${EMPTY}}'])(
  '%j is wrong',
  text => {
    expect(interpolate(text, env).problems).toHaveLength(1);
  },
);

test.each([
  ['${SET}', true],
  ['${NONE:-x}', true],
  ['${SET} ', false],
  ['${SET}${SET}', false],
  ['SET', false],
])('%j is one reference: %s', (text, isWhole) => expect(interpolate(text, env).isWhole).toBe(isWhole));
