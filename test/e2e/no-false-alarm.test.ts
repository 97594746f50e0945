import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../../src/practice/faults.ts';
import type { PracticeIssue } from '../../src/practice/faults.ts';
import { isFalseAlarm, isFalseCalm } from './alarms/rounds.ts';
import { soak } from './alarms/soak.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('calm-')));
afterAll(() => lab.down());

/** Those that take long to bring about have their turn in the soak. */
const slow: readonly PracticeIssue[] = ['disk_space_low', 'crash_loop', 'memory_leak'];
const quick = (Object.keys(faults) as PracticeIssue[]).filter(issue => !slow.includes(issue));

test('runs under load raise no alarm, and runs with a random fault let nothing broken through: a sample of the soak', async () => {
  const { healthy, faulty, figures } = await soak(lab, 4, quick);
  expect(healthy.filter(isFalseAlarm), figures).toEqual([]);
  expect(faulty.filter(isFalseCalm), figures).toEqual([]);
}, 1_800_000);
