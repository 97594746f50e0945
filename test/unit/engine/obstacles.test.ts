import { expect, test } from 'vitest';
import { run } from '../../../src/engine/run.ts';
import type { Thing } from './toy-world.ts';
import { toyRun, toySystem } from './toy-world.ts';

const sick = (name: string): Thing => ({ name, isSick: true, identity: 1 });

test('a report that cannot be written: the gate says so, and nothing is healed', async () => {
  const toy = toyRun([toySystem('base', [sick('redis')])]);
  const { verdict, issues } = await run(toy.plan, { ...toy.ports, obstacles: () => ['the disk is full'] });
  expect([verdict.exitCode, verdict.conclusive, toy.handsOpened, toy.attempts.length]).toEqual([1, false, 0, 0]);
  expect(issues[0]).toMatchObject({ outcome: 'denied', denied_by: 'systemic' });
  expect(JSON.stringify(issues[0]?.trace)).toContain('the disk is full');
});

test('a heal whose start cannot be written is not done, though it was allowed and reserved; nor is any other', async () => {
  const [redis, app] = [sick('redis'), sick('app')];
  const toy = toyRun([toySystem('base', [redis, app])]);
  const isFull = (): boolean => toy.events.some(({ type }) => type === 'heal:start');
  const { verdict } = await run(toy.plan, { ...toy.ports, obstacles: () => (isFull() ? ['the disk is full'] : []) });
  expect([verdict.exitCode, toy.handsOpened, redis.heals, app.heals]).toEqual([1, 0, undefined, undefined]);
  expect(toy.attempts.map(({ result }) => result)).toEqual(['failed']);
  const end = toy.events.find(event => event.type === 'heal:finish');
  expect(end).toMatchObject({
    action: { success: false, details: expect.stringContaining('nothing was done') as string },
  });
});

test('the disk becomes full while a heal goes on: it is ended, and no other is begun', async () => {
  const [redis, app] = [sick('redis'), sick('app')];
  const toy = toyRun([toySystem('base', [redis, app])]);
  const isFull = (): boolean => toy.events.some(({ type }) => type === 'heal:acted');
  const { verdict, issues } = await run(toy.plan, {
    ...toy.ports,
    obstacles: () => (isFull() ? ['the disk is full'] : []),
  });
  expect(toy.attempts.map(({ result }) => result)).toEqual(['healed']);
  expect(issues.map(({ outcome }) => outcome).sort()).toEqual(['denied', 'healed']);
  expect([verdict.exitCode, verdict.conclusive]).toEqual([1, false]);
});
