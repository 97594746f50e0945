import { expect, test } from 'vitest';
import { poolOf } from '../../../../src/systems/database/pool.ts';
import { many, reading } from './readings.ts';

const withSlots = (usableSlots: number, used: number, refusal: string | null = null) =>
  poolOf(reading(many(used), { refusal, server: { ...reading([]).server, usableSlots } }));

test('the guide: 30 of 33 in use, 15 are kept', () => {
  expect(withSlots(33, 30)).toMatchObject({ usedPercent: 90.9, isFull: true, keep: 15 });
});

test('half of the threshold is kept, however full it is', () => {
  expect(withSlots(100, 90).keep).toBe(45);
  expect(withSlots(100, 100).keep).toBe(45);
});

test('a pool that refuses us is full whatever the numbers say, and half of it may go', () => {
  expect(withSlots(100, 6, 'too many connections for role "tsh"')).toMatchObject({ isFull: true, keep: 3 });
});
