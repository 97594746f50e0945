import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../../src/practice/faults.ts';
import type { PracticeIssue } from '../../src/practice/faults.ts';
import { isFalseAlarm, isFalseCalm } from '../e2e/alarms/rounds.ts';
import { soak } from '../e2e/alarms/soak.ts';
import type { Practice } from '../e2e/practice.ts';
import { practice } from '../e2e/practice.ts';

const runs = Number(process.env['SOAK_RUNS'] ?? 200);

let lab: Practice;
beforeAll(async () => void (lab = await practice('soak-')));
afterAll(() => lab.down());

test(
  `${runs} runs under load raise no alarm, and ${runs} with a random fault let nothing broken through`,
  async () => {
    const { healthy, faulty, figures } = await soak(lab, runs, Object.keys(faults) as PracticeIssue[]);
    expect(healthy.filter(isFalseAlarm), figures).toEqual([]);
    expect(faulty.filter(isFalseCalm), figures).toEqual([]);
    // A soak in which nothing was healed, or nothing was let through, has shown nothing.
    expect(faulty.some(({ exitCode, healed }) => exitCode === 0 && healed.length > 0)).toBe(true);
    expect(faulty.some(({ exitCode }) => exitCode !== 0)).toBe(true);
  },
  runs * 180_000,
);
