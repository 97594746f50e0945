import { describe, expect, test } from 'vitest';
import { run } from '../../../src/engine/run.ts';
import { pause } from '../../../src/engine/wait.ts';
import type { System } from '../../../src/systems/system.ts';
import type { Thing, ToyRun } from './toy-world.ts';
import { toyRun, toySystem } from './toy-world.ts';

const sick = (name: string, more: Partial<Thing> = {}): Thing => ({ name, isSick: true, identity: 1, ...more });

/** `start redis`, `acted redis`, `finish redis`, in the order in which it was told. */
const course = (toy: ToyRun): string[] =>
  toy.events.flatMap(event =>
    event.type === 'heal:start' || event.type === 'heal:acted' || event.type === 'heal:finish'
      ? [`${event.type.slice('heal:'.length)} ${event.action.target}`]
      : [],
  );

describe('what is independent settles side by side', () => {
  test('one after the other is acted on, and the first is still settling while the second is', async () => {
    const app = sick('app');
    // It gets well when the other one has been acted on: alone it would never settle.
    const redis = sick('redis', {
      onHeal: self => void (self.identity += 1),
      onLook: self => void (self.isSick = app.heals === undefined),
    });
    const toy = toyRun([toySystem('base', [redis]), toySystem('top', [app])], { recoverMs: 20_000 });
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
    expect(course(toy).slice(0, 4)).toEqual(['start redis', 'acted redis', 'start app', 'acted app']);
    expect([redis.heals, app.heals]).toEqual([1, 1]);
  });

  test('each permit counts what was begun before it: a limit of one is one', async () => {
    const [redis, app] = [sick('redis'), sick('app')];
    const limits = { container: 1, database: 1, redis: 1, queue: 1 };
    const toy = toyRun([toySystem('base', [redis, app])], { policy: { limits } });
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect([verdict.exitCode, redis.heals, app.heals]).toEqual([1, 1, undefined]);
    expect(issues.map(({ outcome, denied_by }) => [outcome, denied_by])).toEqual([
      ['healed', null],
      ['denied', 'safety_limit'],
    ]);
  });

  test('what lays hands on the same container waits until the first has settled', async () => {
    const toy = toyRun([toySystem('base', [sick('redis')]), toySystem('top', [sick('redis')])]);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
    expect(course(toy).map(told => told.split(' ')[0])).toEqual([
      'start',
      'acted',
      'finish',
      'start',
      'acted',
      'finish',
    ]);
  });

  test.each([
    [true, ['start', 'acted', 'finish', 'start', 'acted', 'finish']],
    [false, ['start', 'acted', 'start', 'acted', 'finish', 'finish']],
  ])(
    'what is taken down for it waits until the first has settled, with prevent_cascade_restarts %s',
    async (preventCascade, told) => {
      const things = [sick('redis'), sick('app', { effect: 'restart' })];
      const toy = toyRun([toySystem('base', things)], { policy: { preventCascade } });
      expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
      expect(course(toy).map(line => line.split(' ')[0])).toEqual(told);
    },
  );

  test('nobody is asked about one while another settles', async () => {
    const toy = toyRun([toySystem('base', [sick('redis')]), toySystem('top', [sick('app')], 'high')], {
      answer: 'yes',
    });
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
    const told = toy.events.map(({ type }) => type);
    expect(told.indexOf('confirm:ask')).toBeGreaterThan(told.indexOf('heal:finish'));
  });

  test('cut while the first is acted on: the second is not begun', async () => {
    const app = sick('app');
    const onHeal = (): void => toy.controller.abort({ by: 'SIGINT', message: 'interrupted' });
    const toy: ToyRun = toyRun([toySystem('base', [sick('redis', { onHeal })]), toySystem('top', [app])]);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(130);
    expect(course(toy)).toEqual(['start redis', 'acted redis', 'finish redis']);
    expect(app.heals).toBeUndefined();
  });

  test('a ledger that breaks while the next is acted on ends the run by its error, and not the process', async () => {
    const onHeal = (): Promise<void> => pause(100, new AbortController().signal);
    const toy = toyRun([toySystem('base', [sick('redis')]), toySystem('top', [sick('app', { onHeal })])]);
    const settle = (): never => {
      throw new Error('the disk is gone');
    };
    const ledger = { ...toy.ports.ledger, settle };
    await expect(run(toy.plan, { ...toy.ports, ledger })).rejects.toThrow('the disk is gone');
  });

  test('one that fails keeps the other from nothing, and stays unhealed', async () => {
    const redis = sick('redis', { isFinal: true, onHeal: () => Promise.reject(new Error('no such container')) });
    const toy = toyRun([toySystem('base', [redis]), toySystem('top', [sick('app')])]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect(verdict.exitCode).toBe(1);
    expect(issues.map(({ target, outcome }) => [target, outcome])).toEqual([
      ['redis', 'unhealed'],
      ['app', 'healed'],
    ]);
  });
});

describe('a look is no wider than what is asked', () => {
  /** The system, and the target of each look at it; null: all. */
  function watched(system: System): { readonly system: System; readonly targets: (string | null)[] } {
    const targets: (string | null)[] = [];
    const inspect: System['inspect'] = look => {
      targets.push(look.target ?? null);
      return system.inspect(look);
    };
    return { system: { ...system, inspect }, targets };
  }
  const retests = (toy: ToyRun): string[] =>
    toy.events.flatMap(event => (event.type === 'phase:start' && event.round === 'retest' ? [event.phase] : []));

  test('before the act and until the last pass at the target alone; what rests on it is re-tested, and all looked at last', async () => {
    const base = watched(toySystem('base', [sick('redis')]));
    const top = watched(toySystem('top', [{ name: 'app', isSick: false, identity: 1, restsOn: ['base/redis'] }]));
    const toy = toyRun([base.system, top.system]);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
    // First, moved on?, first pass, second pass, last.
    expect(base.targets).toEqual([null, 'redis', 'redis', null, null]);
    expect(top.targets).toEqual([null, null, null]);
    expect(retests(toy)).toEqual(['top']);
  });

  test('where the last pass saw another thing that is not decided yet, that is waited for', async () => {
    const system = toySystem('base', [sick('redis')]);
    const pendingOnce = [true];
    const inspect: System['inspect'] = async look => {
      const findings = await system.inspect(look);
      const isLastPass = toy.events.some(event => event.type === 'heal:settling') && look.target === undefined;
      if (!isLastPass || pendingOnce.pop() === undefined) return findings;
      const [some] = findings;
      const other = {
        target: 'app',
        status: 'error',
        message: 'is still starting',
        pendingUntil: Date.now() + 60_000,
      } as const;
      return some ? [...findings, { ...some, ...other }] : findings;
    };
    const toy: ToyRun = toyRun([{ ...system, inspect }]);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
    expect(retests(toy)).toEqual(['base']);
  });

  test('where the last pass brought news of another thing, that is told by a re-test before it is healed', async () => {
    const app: Thing = {
      ...sick('app', { effect: 'restart' }),
      isSick: false,
      // Well in the first look, and ever after sick until it is healed.
      onLook: (self, nth) => void (self.isSick = nth > 1 && self.heals === undefined),
    };
    const toy = toyRun([toySystem('base', [sick('redis'), app])]);
    expect((await run(toy.plan, toy.ports)).verdict.exitCode).toBe(0);
    expect([app.heals, retests(toy)]).toEqual([1, ['base']]);
    const told = toy.events.findIndex(event => event.type === 'phase:finish' && event.round === 'retest');
    const begun = toy.events.findIndex(event => event.type === 'heal:start' && event.action.target === 'app');
    expect(told).toBeLessThan(begun);
  });

  test('a target that is gone when it is looked at alone is gone, not unseen', async () => {
    const system = toySystem('base', [sick('redis'), { name: 'other', isSick: false, identity: 1 }]);
    let isGone = false;
    const inspect: System['inspect'] = async look => {
      isGone ||= look.target !== undefined;
      const findings = await system.inspect(look);
      return findings.filter(({ target }) => (look.target ?? target) === target && !(isGone && target === 'redis'));
    };
    const toy = toyRun([{ ...system, inspect }]);
    const { verdict, issues } = await run(toy.plan, toy.ports);
    expect([verdict.exitCode, issues[0]?.outcome, toy.handsOpened]).toEqual([0, 'resolved', 0]);
  });
});
