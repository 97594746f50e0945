import { describe, expect, test } from 'vitest';
import { run } from '../../../src/engine/run.ts';
import { pause } from '../../../src/engine/wait.ts';
import type { System } from '../../../src/systems/system.ts';
import { ruleOrder } from '../core/given.ts';
import type { Thing, ToyRun } from './toy-world.ts';
import { toyRun, toySystem } from './toy-world.ts';

const thing = (name: string, more: Partial<Thing> = {}): Thing => ({ name, isSick: false, identity: 1, ...more });
const outcomes = (issues: readonly { type: string; target: string; outcome: unknown }[]) =>
  Object.fromEntries(issues.map(({ target, outcome }) => [target, outcome]));

describe('the loop', () => {
  test('a well world: ALLOW, no hands, one look each', async () => {
    const redis = thing('redis');
    const toy = toyRun([toySystem('base', [redis])]);
    const { verdict } = await run(toy.plan, toy.ports);
    expect(verdict).toMatchObject({ exitCode: 0, decision: 'ALLOW', conclusive: true });
    expect({ hands: toy.handsOpened, looks: redis.looks }).toEqual({ hands: 0, looks: 1 });
  });

  test('a root is healed, and what rests on it passes without a heal of its own', async () => {
    const redis = thing('redis', { isSick: true });
    const app = thing('app', { isSick: true, restsOn: ['base/redis'], onLook: self => (self.isSick = redis.isSick) });
    const toy = toyRun([toySystem('base', [redis]), toySystem('top', [app])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(0);
    expect(outcomes(issues)).toEqual({ redis: 'healed', app: 'blocked_by' });
    expect(issues.find(({ target }) => target === 'app')?.blocked_by).toBe('base_sick redis');
    expect(app.heals).toBeUndefined();
    expect(toy.attempts.map(({ target, result }) => [target, result])).toEqual([['redis', 'healed']]);
  });

  test('a dependent that does not recover by itself becomes a root, after the time it was given', async () => {
    const redis = thing('redis', { isSick: true });
    const app = thing('app', { isSick: true, restsOn: ['base/redis'] });
    const toy = toyRun([toySystem('base', [redis]), toySystem('top', [app])], { recoverMs: 600 });
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(0);
    expect(outcomes(issues)).toEqual({ redis: 'healed', app: 'healed' });
    const healedAt = toy.events.findIndex(event => event.type === 'heal:start' && event.action.target === 'app');
    const waitedAt = toy.events.findIndex(event => event.type === 'wait');
    expect(waitedAt).toBeGreaterThan(0);
    expect(waitedAt).toBeLessThan(healedAt);
  });

  test('a test-only run and a dry run open no hands and reserve nothing', async () => {
    for (const mode of ['test', 'dry_run'] as const) {
      const toy = toyRun([toySystem('base', [thing('redis', { isSick: true })])], { mode });
      const { verdict, issues } = await run(toy.plan, toy.ports);
      expect(verdict.exitCode).toBe(1);
      expect(issues[0]?.outcome).toBe(mode === 'test' ? 'denied' : 'would_heal');
      expect(issues[0]?.trace.map(({ rule }) => rule)).toEqual(ruleOrder);
      // Its check says nothing of its own, and a page of the package is nowhere near who reads this.
      expect(issues[0]?.recommendation).toBe('see orixoon explain base_sick');
      expect([toy.handsOpened, toy.attempts.length]).toEqual([0, 0]);
    }
  });

  test('a heal that never helps stops at the limit, and says unhealed', async () => {
    const redis = thing('redis', {
      isSick: true,
      isFinal: true,
      onHeal: self => {
        self.identity += 1;
      },
    });
    const toy = toyRun([toySystem('base', [redis])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(1);
    expect(issues[0]).toMatchObject({ outcome: 'unhealed', denied_by: 'safety_limit' });
    expect(redis.heals).toBe(3);
    expect(toy.attempts.map(({ result }) => result)).toEqual(['unhealed', 'unhealed', 'unhealed']);
  });

  test('the last look decides: a heal that does not last is not healed', async () => {
    const redis = thing('redis', { isSick: true });
    // Looked at first and last only, and before redis: its second look is the last one of the run.
    const saboteur = thing('saboteur', {
      onLook: (_, nth) => {
        if (nth === 2) redis.isSick = true;
      },
    });
    const toy = toyRun([toySystem('first', [saboteur]), toySystem('base', [redis])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(1);
    expect(issues[0]?.outcome).toBe('unhealed');
    expect(toy.attempts.map(({ result }) => result)).toEqual(['healed']);
  });

  test('the first look is at all systems at once: each waits here until the other has begun', async () => {
    const begun = new Set<string>();
    const meeting = (system: System): System => ({
      ...system,
      inspect: async look => {
        begun.add(system.id);
        while (begun.size < 2) await pause(1, look.signal);
        return system.inspect(look);
      },
    });
    const systems = [toySystem('one', [thing('a')]), toySystem('two', [thing('b')])].map(meeting);
    const toy = toyRun(systems);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
  });

  test.each([
    ['recovers in its time', 1, 0, 20_000],
    ['never recovers', Infinity, 1, 300],
  ])(
    'what falls sick only by the last look, resting on what was healed, %s',
    async (_, wellAt, exitCode, recoverMs) => {
      const redis = thing('redis', { isSick: true });
      const beat = thing('beat', {
        restsOn: ['base/redis'],
        // Its heartbeat grows too old between the re-test and the last look.
        onLook: (self, nth) => {
          self.isSick = nth > 2 && nth < 3 + wellAt;
        },
      });
      const toy = toyRun([toySystem('base', [redis]), toySystem('upper', [beat])], { recoverMs });
      const { verdict } = await run(toy.plan, toy.ports);
      expect(verdict.exitCode).toBe(exitCode);
      expect(beat.heals).toBeUndefined();
      const told = toy.events.find(event => event.type === 'pending');
      expect([told?.target, told?.message]).toEqual(['beat', expect.stringContaining('now that base/redis is healed')]);
    },
  );

  test.each([
    ['the same one as before: it recovered by itself', 0, 'failed', 'resolved'],
    ['another one than before: it was done all the same', 1, 'healed', 'healed'],
  ])('a call that failed, and what it was made on is well after, %s', async (_, step, result, outcome) => {
    const redis = thing('redis', {
      isSick: true,
      onHeal: self => {
        self.isSick = false;
        self.identity += step;
        throw new Error('the engine hung up');
      },
    });
    const toy = toyRun([toySystem('base', [redis])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect([verdict.exitCode, issues[0]?.outcome]).toEqual([0, outcome]);
    expect(toy.attempts.map(attempt => attempt.result)).toEqual([result]);
    const end = toy.events.findLast(event => event.type === 'heal:finish');
    expect(end?.action.details).toBe('the engine hung up; the re-test passes all the same');
  });

  test('a probe that throws is an error, exit 3, and nothing is healed', async () => {
    const toy = toyRun([toySystem('base', [thing('redis', { isSick: true, isUnseen: true })])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict).toMatchObject({ exitCode: 3, name: 'INCONCLUSIVE', conclusive: false });
    expect(issues).toEqual([]);
    expect(toy.handsOpened).toBe(0);
  });

  test('what went away between plan and act is resolved, and nothing is done', async () => {
    const redis = thing('redis', {
      isSick: true,
      onLook: (self, nth) => {
        if (nth === 2) self.isSick = false;
      },
    });
    const toy = toyRun([toySystem('base', [redis])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(0);
    expect(issues[0]?.outcome).toBe('resolved');
    expect([toy.handsOpened, toy.attempts.length]).toEqual([0, 0]);
  });

  test('another identity between plan and act is stale; it is looked at again and planned anew', async () => {
    const redis = thing('redis', {
      isSick: true,
      onLook: (self, nth) => {
        if (nth === 2) self.identity = 77;
      },
    });
    const toy = toyRun([toySystem('base', [redis])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    const recorded = toy.events.filter(event => event.type === 'issue').map(event => event.issue.outcome);
    expect(recorded).toContain('stale');
    expect(verdict.exitCode).toBe(0);
    expect(issues[0]?.outcome).toBe('healed');
  });

  test('a pass on another identity starts the count anew', async () => {
    const redis = thing('redis', {
      isSick: true,
      onLook: (self, nth) => {
        if (nth > 2 && nth < 6) self.identity += 1;
      },
    });
    const toy = toyRun([toySystem('base', [redis])]);
    await run(toy.plan, toy.ports);
    const passes = toy.events.filter(event => event.type === 'heal:settling').map(event => event.passes);
    expect(passes.slice(0, 3)).toEqual([1, 1, 1]);
    expect(passes.at(-1)).toBe(2);
  });

  test('high risk asks: silence is exit 4 with nothing done, yes heals, no is a recorded no', async () => {
    for (const [answer, exitCode, heals] of [
      ['silence', 4, undefined],
      ['no', 4, undefined],
      ['timeout', 4, undefined],
      ['yes', 0, 1],
    ] as const) {
      const redis = thing('redis', { isSick: true });
      const toy = toyRun([toySystem('base', [redis], 'high')], { answer });
      const { verdict, issues } = await run(toy.plan, toy.ports);
      expect([answer, verdict.exitCode, redis.heals, toy.asked]).toEqual([answer, exitCode, heals, 1]);
      expect(issues[0]?.denied_by).toBe(answer === 'yes' ? null : 'confirmation');
    }
  });

  test('a yes is for the plan that was shown: where the world moves on after it, it is asked again', async () => {
    const app = thing('app', {
      isSick: true,
      onLook: (self, nth) => {
        if (nth === 2) self.identity = 77;
      },
    });
    const toy = toyRun([toySystem('base', [app], 'high')], { answer: 'yes' });
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect([verdict.exitCode, issues[0]?.outcome, toy.asked]).toEqual([0, 'healed', 2]);
    const declined = toyRun([toySystem('base', [thing('app', { isSick: true })], 'high')], { answer: 'no' });
    expect((await run(declined.plan, declined.ports)).verdict.exitCode).toBe(4);
    expect(declined.asked).toBe(1);
  });

  test('a dependent of a root that waits for approval waits with it: exit 4, not 1', async () => {
    const redis = thing('redis', { isSick: true });
    const app = thing('app', { isSick: true, restsOn: ['base/redis'] });
    const toy = toyRun([toySystem('base', [redis], 'high'), toySystem('top', [app])]);
    expect((await run(toy.plan, toy.ports)).verdict).toMatchObject({ exitCode: 4, name: 'APPROVAL' });
  });

  test('approving a plan id approves that state alone', async () => {
    const planned = toyRun([toySystem('base', [thing('redis', { isSick: true })], 'high')], { mode: 'dry_run' });
    const id = (await run(planned.plan, planned.ports)).issues[0]?.plan_id ?? '';
    const approvals = { all: false, named: [id] };
    const same = toyRun([toySystem('base', [thing('redis', { isSick: true })], 'high')], { plan: { approvals } });
    expect((await run(same.plan, same.ports)).verdict.exitCode).toBe(0);
    const moved = toyRun([toySystem('base', [thing('redis', { isSick: true, identity: 2 })], 'high')], {
      plan: { approvals },
    });
    const { verdict, issues } = await run(moved.plan, moved.ports);
    expect([verdict.exitCode, issues[0]?.outcome, moved.handsOpened, moved.asked]).toEqual([4, 'stale', 0, 0]);
  });

  test('more roots than max_simultaneous_failures: nothing is healed', async () => {
    const many = ['a', 'b', 'c'].map(name => thing(name, { isSick: true }));
    const toy = toyRun([toySystem('base', many)], { policy: { maxSimultaneousFailures: 2 } });
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(1);
    expect(issues.map(({ denied_by }) => denied_by)).toEqual(['systemic', 'systemic', 'systemic']);
    expect(toy.handsOpened).toBe(0);
  });

  test('an interrupt in the middle of a heal: 130, the attempt is in the ledger as interrupted', async () => {
    const redis = thing('redis', {
      isSick: true,
      onHeal: () => new Promise(() => toy.controller.abort({ by: 'SIGINT', message: 'interrupted' })),
    });
    const toy = toyRun([toySystem('base', [redis])]);
    const { verdict } = await run(toy.plan, toy.ports);
    expect(verdict).toMatchObject({ exitCode: 130, conclusive: false });
    expect(toy.attempts.map(({ result }) => result)).toEqual(['interrupted']);
  });

  const cut = { by: 'SIGTERM', message: 'not finished' };

  test('an action that is interrupted and says what became of it is heard', async () => {
    // A moment after the interrupt, as whoever has to put something back first.
    const onHeal = async (): Promise<void> => {
      toy.controller.abort(cut);
      await pause(20, new AbortController().signal);
      throw new Error('stopped half-way: the copy is in a.tar');
    };
    const toy: ToyRun = toyRun([toySystem('base', [thing('redis', { isSick: true, onHeal })])]);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(143);
    const told = toy.events.find(event => event.type === 'heal:finish');
    expect(told).toMatchObject({ outcome: 'interrupted', action: { success: false } });
    expect(told?.action.details).toBe('not finished; stopped half-way: the copy is in a.tar');
    expect(toy.attempts.map(({ result }) => result)).toEqual(['interrupted']);
  });

  test('so is one that ends a moment later all the same: what it changed is told', async () => {
    const onHeal = async (): Promise<void> => {
      toy.controller.abort(cut);
      await pause(20, new AbortController().signal);
    };
    const toy: ToyRun = toyRun([toySystem('base', [thing('redis', { isSick: true, onHeal })])]);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(143);
    expect(toy.events.find(event => event.type === 'heal:finish')).toMatchObject({
      outcome: 'interrupted',
      action: { success: false, changed: { mended: 1 } },
    });
  });

  test('an interrupt in the last look says nothing against a heal that passed its re-test', async () => {
    const onLook = (): void => {
      if (toy.events.some(event => event.type === 'phase:start' && event.round === 'final')) toy.controller.abort(cut);
    };
    const toy: ToyRun = toyRun([toySystem('base', [thing('redis', { isSick: true, onLook })])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict).toMatchObject({ exitCode: 143, conclusive: false });
    expect(issues).toMatchObject([{ outcome: 'healed' }]);
    const ends = toy.events.filter(event => event.type === 'heal:finish');
    expect(ends).toMatchObject([{ outcome: 'healed', action: { success: true } }]);
  });

  test('an action that hangs ends at its timeout and is a failed attempt', async () => {
    const redis = thing('redis', { isSick: true, isFinal: true, onHeal: () => new Promise(() => undefined) });
    const toy = toyRun([toySystem('base', [redis])], { policy: { maxHealingAttempts: 1 } });
    const { verdict } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(1);
    expect(toy.attempts.map(({ result }) => result)).toEqual(['failed']);
  });

  test('a probe that hangs ends at the phase timeout; the other phases are told', async () => {
    const hung = toySystem('hung', [thing('x')]);
    const toy = toyRun([{ ...hung, inspect: () => new Promise(() => undefined) }, toySystem('base', [thing('redis')])]);
    const { verdict } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(3);
    expect(verdict.reasons.join()).toContain('no answer within 1 s');
  });

  test('no phase at all: exit 2', async () => {
    const toy = toyRun([]);
    expect((await run(toy.plan, toy.ports)).verdict).toMatchObject({ exitCode: 2, name: 'USAGE', decision: 'BLOCK' });
  });

  test('an unreadable ledger: no heal, and not ALLOW even where all is well', async () => {
    const sick = toyRun([toySystem('base', [thing('redis', { isSick: true })])]);
    const ledger = { ...sick.ports.ledger, history: () => ({ unreadable: 'line 3 is torn' }) };
    const blocked = await run(sick.plan, { ...sick.ports, ledger });
    expect([blocked.verdict.exitCode, sick.handsOpened]).toEqual([1, 0]);
    const well = toyRun([toySystem('base', [thing('redis')])]);
    expect((await run(well.plan, { ...well.ports, ledger })).verdict.exitCode).toBe(3);
  });

  test('a ledger that cannot be written denies the heal before anything is done, and all that would follow', async () => {
    const redis = thing('redis', { isSick: true });
    const toy = toyRun([toySystem('base', [redis])]);
    let broken = false;
    const ledger = {
      ...toy.ports.ledger,
      history: () => (broken ? { unreadable: 'no space left' } : []),
      reserve: () => {
        broken = true;
        throw new Error('no space left');
      },
    };
    const { verdict, issues } = await run(toy.plan, { ...toy.ports, ledger });
    expect([verdict.exitCode, toy.handsOpened, redis.heals]).toEqual([1, 0, undefined]);
    expect(issues[0]?.outcome).toBe('denied');
    expect(JSON.stringify(issues[0]?.trace)).toContain('no space left');
  });

  test('only the named issue is healed, and it alone is judged', async () => {
    const [redis, app] = [thing('redis', { isSick: true }), thing('app', { isSick: true })];
    const only = [{ phase: 'base', issue: 'base_sick', target: 'redis' }];
    const toy = toyRun([toySystem('base', [redis, app])], { plan: { only } });
    const { verdict } = await run(toy.plan, toy.ports);
    expect([verdict.exitCode, redis.heals, app.heals]).toEqual([0, 1, undefined]);
    const absent = toyRun([toySystem('base', [thing('redis')])], {
      plan: { only: [{ phase: 'base', issue: 'base_sick', target: 'ghost' }] },
    });
    expect((await run(absent.plan, absent.ports)).verdict).toMatchObject({ exitCode: 2, decision: 'BLOCK' });
  });
});
