import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elapsedMs } from '../../src/core/clock.ts';
import type { Moment } from '../../src/core/clock.ts';
import { gate } from '../../src/core/gate.ts';
import type { TraceStep } from '../../src/core/gate.ts';
import { DAY_MS, HOUR_MS, input, now, planned } from '../unit/core/given.ts';
import { inputs, many, pasts, plans } from './arbitrary-gates.ts';

describe('for any plan, policy, history and world', () => {
  test('a permit is given to a healing run alone, on which every rule said yes, and for exactly what was asked', () => {
    fc.assert(
      fc.property(plans, inputs, (plan, given) => {
        const asked = planned(plan);
        const decision = gate(asked, input(given));
        expect(decision.trace).toHaveLength(9);
        const words = decision.trace.map(step => step.decision);
        expect('permit' in decision).toBe(decision.verdict === 'allow');
        expect(decision.verdict === 'allow').toBe(given.mode === 'heal' && words.every(word => word === 'allow'));
        expect(decision.verdict === 'deny').toBe(words.includes('deny'));
        if (decision.verdict === 'allow') expect(decision.permit.planned).toBe(asked);
        if (decision.verdict === 'deny')
          expect(decision.deniedBy).toBe(decision.trace.find(step => step.decision === 'deny')?.rule);
      }),
      many,
    );
  });

  test('the same question gets the same answer, and changes nothing of what it was asked with', () => {
    fc.assert(
      fc.property(plans, inputs, (plan, given) => {
        const [asked, full] = [planned(plan), input(given)];
        const before = JSON.stringify([asked, full]);
        expect(JSON.stringify(gate(asked, full))).toBe(JSON.stringify(gate(asked, full)));
        expect(JSON.stringify([asked, full])).toBe(before);
      }),
    );
  });

  test('a history that cannot be read is never a yes', () => {
    fc.assert(
      fc.property(plans, inputs, (plan, given) => {
        const decision = gate(planned(plan), input({ ...given, history: { unreadable: 'torn' } }));
        expect(decision.verdict).toBe('deny');
      }),
    );
  });

  test('no approval and no answer reaches any rule but the last', () => {
    const others = (trace: readonly TraceStep[]): TraceStep[] => trace.filter(({ rule }) => rule !== 'confirmation');
    fc.assert(
      fc.property(plans, inputs, inputs, (plan, given, { approvals, answer }) => {
        const said = gate(planned(plan), input({ ...given, ...(approvals ? { approvals } : {}), answer }));
        expect(others(said.trace)).toEqual(others(gate(planned(plan), input(given)).trace));
      }),
      many,
    );
  });
});

describe('for any clock', () => {
  test('a clock that jumps within one boot neither frees nor blocks', () => {
    fc.assert(
      fc.property(plans, inputs, fc.integer({ min: -9 * DAY_MS, max: 9 * DAY_MS }), (plan, given, jumpMs) => {
        const jumped = { ...now, wallMs: now.wallMs + jumpMs };
        const [straight, askew] = [now, jumped].map(at => gate(planned(plan), input({ ...given, now: at })));
        expect(askew?.trace).toEqual(straight?.trace);
      }),
      many,
    );
  });

  test('nothing blocks for ever: a day after the last heal by either clock, cooldown and heal debt are over', () => {
    fc.assert(
      fc.property(
        fc.array(pasts, { maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 0, max: DAY_MS }),
        (history, isReboot, moreMs) => {
          const later: Moment = isReboot
            ? { wallMs: now.wallMs + HOUR_MS + DAY_MS + moreMs, bootId: 'boot-2', uptimeMs: 1 }
            : { ...now, uptimeMs: now.uptimeMs + HOUR_MS + DAY_MS + moreMs };
          const { trace } = gate(planned(), input({ history, runId: 'later-run', now: later }));
          expect(trace.filter(step => step.decision === 'deny')).toEqual([]);
        },
      ),
      many,
    );
  });

  test('across boots a clock set back frees nothing that it has not freed before', () => {
    const booted = fc.record({ wallMs: fc.integer({ min: 0, max: 9 * DAY_MS }), uptimeMs: fc.nat(DAY_MS) });
    fc.assert(
      fc.property(booted, booted, fc.nat(9 * DAY_MS), (then, at, backMs) => {
        const past = { ...then, bootId: 'boot-1' };
        const straight = elapsedMs(past, { ...at, bootId: 'boot-2' });
        const setBack = elapsedMs(past, { ...at, wallMs: at.wallMs - backMs, bootId: 'boot-2' });
        expect(setBack).toBeGreaterThanOrEqual(0);
        expect(setBack).toBeLessThanOrEqual(straight);
      }),
    );
  });
});
