import { writeFileSync } from 'node:fs';
import type { PracticeIssue } from '../../../src/practice/faults.ts';
import type { Practice } from '../practice.ts';
import { figures } from './figures.ts';
import { putUnderLoad } from './load.ts';
import { chance } from './random.ts';
import type { FaultyRound, Round } from './rounds.ts';
import { faultyRound, healthyRound } from './rounds.ts';

/** All rounds, and what they told. */
export interface Soaked {
  readonly healthy: readonly Round[];
  readonly faulty: readonly FaultyRound[];
  /** Markdown; written to the file SOAK_FIGURES, where that is set, after every round. */
  readonly figures: string;
}

/** So many runs over a healthy stack under load, and so many over one that is broken at a random moment. SOAK_SEED repeats the choices. */
export async function soak(lab: Practice, runs: number, among: readonly PracticeIssue[]): Promise<Soaked> {
  const by = chance(Number(process.env['SOAK_SEED'] ?? Date.now() % 2 ** 32));
  const file = process.env['SOAK_FIGURES'];
  const [healthy, faulty]: [Round[], FaultyRound[]] = [[], []];
  const load = putUnderLoad(lab.stack);
  const told = (): string => figures(healthy, faulty, by.seed, load);
  const note = (): void => {
    if (file !== undefined) writeFileSync(file, told());
  };
  try {
    const at = lab.desk();
    while (healthy.length < runs) {
      healthy.push(await healthyRound(at));
      note();
    }
    while (faulty.length < runs) {
      faulty.push(await faultyRound(lab, by, among));
      note();
    }
  } finally {
    await load.end();
  }
  return { healthy, faulty, figures: told() };
}
