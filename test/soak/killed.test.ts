import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killAtEach, momentsToKill } from '../e2e/kill-case.ts';
import { stackCase, stackCases } from '../e2e/kill-cases.ts';
import { commandCase, processCase } from '../e2e/kill-host-cases.ts';
import { important, inTurn } from '../e2e/killing.ts';
import type { Moment, Signal } from '../e2e/killing.ts';
import type { Practice } from '../e2e/practice.ts';
import { practice } from '../e2e/practice.ts';

let lab: Practice;
beforeAll(async () => void (lab = await practice('soak-kill-')));
afterAll(() => lab.down());

const onThisMachine = [processCase(() => lab), commandCase()];
afterAll(async () => {
  for (const one of onThisMachine) await one.end();
});

const cases = [
  ...stackCases.map(name => [name, stackCase(() => lab, name)] as const),
  ...onThisMachine.map(one => [`${one.action} on this machine`, one] as const),
];

type Kills = readonly (readonly [Moment, Signal])[];
type Pass = readonly [string, (moments: readonly Moment[]) => Kills];

/** Hours; with SOAK_KILLS=important, an hour: the moments at which something is under way, the signals in turn. */
const passes: readonly Pass[] =
  process.env['SOAK_KILLS'] === 'important'
    ? [['signals in turn at the important events', moments => inTurn(important(moments))]]
    : (['SIGKILL', 'SIGINT', 'SIGTERM'] as const).map(
        signal => [`${signal} at each event`, moments => moments.map(moment => [moment, signal] as const)] as const,
      );

describe.each(cases)('%s', (name, one) => {
  let moments: readonly Moment[];
  beforeAll(async () => {
    await lab.mend();
    moments = await momentsToKill(one);
  });
  test.each(passes)('%s: old or new, told truly, and the next run is right', async (pass, killsAt) => {
    const startedAt = Date.now();
    const kills = killsAt(moments);
    const tally = await killAtEach(one, kills);
    const tookS = Math.round((Date.now() - startedAt) / 1000);
    process.stdout.write(`${name}, ${pass}: ${kills.length} moments, ${JSON.stringify(tally)}, ${tookS} s\n`);
    // The last event and the process's end are all but one moment: a signal may come too late there.
    expect(tally.sent).toBeGreaterThanOrEqual(kills.length * 0.7);
  });
});
