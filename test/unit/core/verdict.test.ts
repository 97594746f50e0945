import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { verdict } from '../../../src/core/verdict.ts';
import type { Verdict, VerdictInput } from '../../../src/core/verdict.ts';
import { finding } from './given.ts';

const passed = finding();
const failed = finding({ target: 'app', status: 'failed', message: 'app exited' });
const waiting = finding({ target: 'waiting', status: 'failed', message: 'waits for a Yes' });
const unknown = finding({ target: 'pg', status: 'error', message: 'no answer' });
const warning = finding({ target: 'disk', status: 'warning', message: 'getting full' });
const skipped = finding({ target: 'other', status: 'skipped', message: 'not configured' });

/** The phase `optional` is not critical. */
const optional = (of: Finding): Finding => ({ ...of, phase: 'optional' });

const judge = (findings: readonly Finding[], changes: Partial<VerdictInput> = {}): Verdict =>
  verdict({
    findings,
    isCritical: phase => phase !== 'optional',
    awaitingApproval: new Set(['containers/waiting']),
    explained: new Set(),
    obstacles: [],
    interruptedBy: null,
    healed: 0,
    failOn: [],
    ...changes,
  });

describe('one thing at a time', () => {
  test.each<[string, readonly Finding[], Partial<VerdictInput>, Verdict['exitCode'], Verdict['name'], boolean]>([
    ['all pass', [passed], {}, 0, 'ALLOW', true],
    ['all pass, some are skipped', [passed, skipped], {}, 0, 'ALLOW', true],
    ['a warning', [passed, warning], {}, 0, 'ALLOW', true],
    ['a warning alone', [warning], {}, 0, 'ALLOW', true],
    ['a failure', [passed, failed], {}, 1, 'BLOCK', true],
    ['could not tell', [passed, unknown], {}, 3, 'INCONCLUSIVE', false],
    ['waits for an approval', [passed, waiting], {}, 4, 'APPROVAL', true],
    ['a failure that is not critical', [passed, optional(failed)], {}, 0, 'ALLOW', true],
    ['could not tell what is not critical', [passed, optional(unknown)], {}, 0, 'ALLOW', true],
    ['only what is not critical was tested, and failed', [optional(failed)], {}, 0, 'ALLOW', true],
    ['healed', [passed], { healed: 2 }, 0, 'ALLOW', true],
    ['an obstacle', [passed], { obstacles: ['the deadline passed'] }, 3, 'INCONCLUSIVE', false],
    ['SIGINT', [passed], { interruptedBy: 'SIGINT' }, 130, 'INTERRUPTED', false],
    ['SIGTERM', [passed], { interruptedBy: 'SIGTERM' }, 143, 'INTERRUPTED', false],
    ['nothing was tested', [], {}, 2, 'USAGE', true],
    ['everything was skipped', [skipped, optional(skipped)], {}, 2, 'USAGE', true],
    ['the deadline passed before anything was tested', [], { obstacles: ['the deadline passed'] }, 2, 'USAGE', false],
    ['interrupted before anything was tested', [], { interruptedBy: 'SIGINT' }, 2, 'USAGE', false],
    ['--fail-on warning', [passed, warning], { failOn: ['warning'] }, 1, 'BLOCK', true],
    [
      '--fail-on warning, of a phase that is not critical',
      [passed, optional(warning)],
      { failOn: ['warning'] },
      1,
      'BLOCK',
      true,
    ],
    ['--fail-on warning, without one', [passed], { failOn: ['warning'] }, 0, 'ALLOW', true],
    ['--fail-on healed', [passed], { failOn: ['healed'], healed: 1 }, 1, 'BLOCK', true],
    ['--fail-on healed, nothing healed', [passed], { failOn: ['healed'] }, 0, 'ALLOW', true],
    ['--fail-on healed does not mind a warning', [warning], { failOn: ['healed'] }, 0, 'ALLOW', true],
    ['waits, in a run where nothing can be approved', [waiting], { awaitingApproval: new Set() }, 1, 'BLOCK', true],
  ])('%s', (_, findings, changes, exitCode, name, conclusive) => {
    const result = judge(findings, changes);
    expect(result).toMatchObject({ exitCode, name, conclusive, decision: exitCode === 0 ? 'ALLOW' : 'BLOCK' });
    expect(result.reasons.length).toBeGreaterThan(0);
  });
});

describe('several at once: 2, 130/143, 1, 3, 4, 0', () => {
  const parts = { failed, unknown, waiting, warning, passed, skipped };
  const all = Object.keys(parts) as (keyof typeof parts)[];
  const subsets = Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_, index) => bits & (1 << index)));
  const expected = (names: readonly string[]): number =>
    names.includes('failed')
      ? 1
      : names.includes('unknown')
        ? 3
        : names.includes('waiting')
          ? 4
          : names.some(name => name !== 'skipped')
            ? 0
            : 2;

  test.each(subsets.map(names => [names.join(' + ') || 'nothing', names] as const))('%s', (_, names) => {
    const findings = names.map(name => parts[name]);
    for (const order of [findings, findings.toReversed()]) {
      expect(judge(order).exitCode).toBe(expected(names));
      // Where no check was run at all, that comes before everything.
      const orNothing = (code: number): number => (expected(names) === 2 ? 2 : code);
      expect(judge(order, { interruptedBy: 'SIGINT' }).exitCode).toBe(orNothing(130));
      expect(judge(order, { interruptedBy: 'SIGTERM' }).exitCode).toBe(orNothing(143));
      // An obstacle weighs as much as what could not be told, and less than a failure.
      const obstructed = names.includes('failed') ? 1 : 3;
      expect(judge(order, { obstacles: ['the ledger is torn'] }).exitCode).toBe(orNothing(obstructed));
    }
  });

  test('a failure on the same node as one that waits does not wait', () => {
    const other = { ...unknown, target: 'waiting' };
    expect(judge([waiting, other]).exitCode).toBe(3);
    expect(judge([{ ...waiting, phase: 'optional' }, passed]).exitCode).toBe(0);
  });

  test('what could not be looked at because of an issue beneath it fails with that issue', () => {
    const explained = new Set([`${unknown.phase}/${unknown.target}` as const]);
    expect(judge([unknown], { explained }).exitCode).toBe(1);
    expect(judge([passed], { explained }).exitCode).toBe(0);
    expect(judge([{ ...unknown, status: 'passed' }], { explained }).exitCode).toBe(0);
    expect(judge([unknown, waiting], { explained, awaitingApproval: explained }).exitCode).toBe(1);
    expect(judge([unknown], { explained, awaitingApproval: explained }).exitCode).toBe(4);
  });

  test('the number of heals does not open what fails', () => {
    expect(judge([failed], { healed: 99 }).exitCode).toBe(1);
  });
});

describe('reasons', () => {
  test('all that stands in the way, the heaviest first', () => {
    expect(judge([waiting, unknown, failed, passed], { obstacles: ['the ledger is torn'] }).reasons).toEqual([
      'containers/app: app exited',
      'containers/pg: no answer',
      'the ledger is torn',
      'containers/waiting: waits for a Yes',
    ]);
    expect(judge([failed], { interruptedBy: 'SIGINT' }).reasons).toEqual([
      'interrupted by SIGINT',
      'containers/app: app exited',
    ]);
  });

  test('nothing was tested: says so first', () => {
    expect(judge([skipped], { obstacles: ['the deadline passed'] }).reasons).toEqual([
      'no check was run: nothing that is configured was chosen',
      'the deadline passed',
    ]);
  });

  test('what passed says so, and how', () => {
    expect(judge([passed]).reasons).toEqual(['every critical check passes']);
    expect(judge([passed], { healed: 1 }).reasons).toEqual(['every critical check passes, after 1 heal']);
    expect(judge([passed], { healed: 2 }).reasons).toEqual(['every critical check passes, after 2 heals']);
    expect(judge([passed], { healed: 1, failOn: ['healed'] }).reasons).toEqual([
      '1 heal was needed (--fail-on healed)',
    ]);
    expect(judge([passed], { healed: 2, failOn: ['healed'] }).reasons).toEqual([
      '2 heals were needed (--fail-on healed)',
    ]);
    expect(judge([warning], { failOn: ['warning'] }).reasons).toEqual([
      'containers/disk: getting full (--fail-on warning)',
    ]);
  });
});
