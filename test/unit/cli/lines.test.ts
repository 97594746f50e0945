import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';
import { plain } from '../../../src/cli/plain.ts';
import type { LineOptions } from '../../../src/cli/rows.ts';
import { columnsOf } from '../../../src/cli/columns.ts';
import type { RunEvent } from '../../../src/engine/events.ts';
import {
  appUnhealthy,
  attempt,
  began,
  brokenLook,
  end,
  finding,
  finished,
  issue,
  issueOf,
  redisDown,
  redisSilent,
  start,
  trace,
} from './run-events.ts';

const options: LineOptions = { verbose: false, quiet: false, color: plain };
const told = (events: readonly RunEvent[], over: Partial<LineOptions> = {}): string =>
  linesOf(events, { ...options, ...over }).join('\n');

const healedRun: readonly RunEvent[] = [
  start('heal'),
  ...brokenLook,
  issue(redisDown),
  issue(redisSilent, { outcome: 'blocked_by', blocked_by: 'container_not_running redis' }),
  ...attempt(redisDown, 'healed'),
  issue(redisDown, { outcome: 'healed' }),
  issue(redisSilent, { outcome: 'resolved', blocked_by: 'container_not_running redis' }),
  ...['preflight', 'containers', 'redis', 'application'].map(phase => began(phase, 'final')),
  ...['preflight', 'containers', 'redis', 'application'].map(phase => finished(phase, [finding(phase, 'x')], 'final')),
  end(0, ['every critical check passes, after 1 heal']),
];

describe('a run in a pipe', () => {
  test('a healed run, whole', () => {
    expect(told(healedRun)).toBe(`Orixoon 1.2.3 · staging · tests and heals  (/srv/healing_config.json)

✓ preflight     2 checks
✗ containers    2 of 3 checks fail
    ❌ Docker container 'redis' not running
       ↳ Container 'app' unhealthy  (waits for container_not_running redis)
– database      skipped: connections.database is not configured
✗ redis         1 of 1 check fails
    ↳ Redis not responding to PING  (waits for container_not_running redis)
✓ application   1 check

🔧 HEALING: Starting container redis...
   - start container redis (3f2a)
✅ HEALED: Container redis started successfully  (1.3 s)
✓ Re-test: redis is running
✓ Well again: redis_not_responding redis  (with container_not_running redis)

✓ Last look: all 4 checks in 4 phases pass

  Why     every critical check passes, after 1 heal

  Report  /srv/reports/20250110_143015

ALLOW  exit 0  4.2 s`);
  });

  test('phases are told in the order of the registry, however they finish', () => {
    const lines = linesOf([start('test'), ...brokenLook], options).filter(line => /^[✓✗–]/.test(line));
    expect(lines.map(line => line.split(/\s+/)[1])).toEqual([
      'preflight',
      'containers',
      'database',
      'redis',
      'application',
    ]);
  });

  test('a phase that never finishes holds nothing back for ever', () => {
    const events = [start('test'), began('preflight'), began('redis'), finished('redis', [redisSilent]), end(1, ['x'])];
    expect(told(events)).toContain('Redis not responding to PING');
  });

  test('quiet: problems, heals and the verdict', () => {
    const text = told(healedRun, { quiet: true });
    for (const part of ["❌ Docker container 'redis' not running", '🔧 HEALING', '✅ HEALED', 'ALLOW  exit 0'])
      expect(text).toContain(part);
    for (const part of ['✓ preflight', 'skipped', 'Orixoon', 'Re-test', 'Well again', 'Last look'])
      expect(text).not.toContain(part);
  });

  test('verbose: passed checks and the traces too', () => {
    const text = told(healedRun, { verbose: true });
    expect(text).toContain('✓ disk running: disk is well');
    expect(text).toContain('heal_debt');
    expect(told(healedRun)).not.toContain('heal_debt');
  });

  test('"could not tell" says so', () => {
    const error = finding('redis', 'redis', { status: 'error', message: 'NOAUTH' });
    const text = told([
      start('test', { phases: [] }),
      began('redis'),
      finished('redis', [error]),
      end(3, ['redis/redis: NOAUTH']),
    ]);
    expect(text).toContain('❔ could not tell: NOAUTH');
    expect(text).toContain('BLOCK  exit 3 INCONCLUSIVE');
  });

  test('a wait is told once, not at every look', () => {
    const pending: RunEvent = {
      type: 'pending',
      phase: 'containers',
      target: 'app',
      message: 'still starting',
      remaining_ms: 58_000,
    };
    expect(told([start('test'), began('containers'), pending, pending, pending]).match(/still starting/g)).toHaveLength(
      1,
    );
    expect(told([start('test'), began('containers'), pending], { isLive: true })).not.toContain('still starting');
  });

  test('the ending is told whole once; the second time only how', () => {
    const text = told([...failedRun, end(3, ['the report cannot be written: no space'])]);
    expect(text.match(/HEALING FAILED/g)).toHaveLength(1);
    expect(text).toContain('no space');
  });
});

const failed = "Container app restarted; but the re-test says: container 'app' exited with 1";
const failedRun: readonly RunEvent[] = [
  start('heal'),
  ...brokenLook,
  ...[1, 2].flatMap(nth => [
    issue(appUnhealthy),
    ...attempt(appUnhealthy, 'unhealed', { attempt: nth, details: failed }),
    issue(appUnhealthy, {
      outcome: 'unhealed',
      evidence: {
        exit_code: 1,
        last_log_lines: ['starting', '\u001b[31mFileNotFoundError\u001b[0m: /etc/app', 'exiting'],
      },
      recommendation: 'mount /etc/app',
    }),
  ]),
  issue(appUnhealthy, {
    outcome: 'denied',
    denied_by: 'safety_limit',
    trace: trace({ safety_limit: ['deny', '2 of 2 attempts at this problem are used'] }),
  }),
  end(1, ['containers/app: unhealthy'], ['container_unhealthy app: mount /etc/app', 'something else']),
];

describe('a heal that fails', () => {
  test("prints the guide's report once, at the end, with what the failed heal had found", () => {
    const text = told(failedRun);
    expect(text).toContain(`❌ HEALING FAILED: Container 'app' unhealthy
   Attempted: Start container (2 times)
   Error: ${failed}
   Recommendation: mount /etc/app
   Exit code: 1
   Last log lines:
     │ starting
     │ FileNotFoundError: /etc/app
     │ exiting
   Deployment: BLOCKED for safety

  Why     containers/app: unhealthy

  Next    something else
`);
    expect(text.split('\n').at(-1)).toBe('BLOCK  exit 1  4.2 s');
    expect(text.match(/HEALING FAILED/g)).toHaveLength(1);
    expect(text).toContain('✗ Attempt 1 did not help');
    expect(text).toContain('(attempt 2)');
  });

  test('is not told its recommendation twice', () => {
    expect(told(failedRun).match(/mount \/etc\/app/g)).toHaveLength(1);
    expect(told(failedRun)).toContain('Next    something else');
  });

  test('no report of failure for what nobody tried, nor for what was well in the end', () => {
    expect(
      told([start('heal'), ...brokenLook, issue(redisDown, { outcome: 'unhealed' }), end(1, ['x'])]),
    ).not.toContain('FAILED');
    expect(
      told([...failedRun.slice(0, -1), issue(appUnhealthy, { outcome: 'resolved' }), end(0, ['fine'])]),
    ).not.toContain('FAILED');
  });
});

describe('what is not healed', () => {
  const denied = (rule: 'cooldown' | 'systemic', reason: string) =>
    ({ outcome: 'denied', denied_by: rule, trace: trace({ [rule]: ['deny', reason] }) }) as const;

  test('says which rule and why, once', () => {
    const event = issue(redisDown, denied('cooldown', '48 s remain'));
    const text = told([start('heal'), ...brokenLook, event, event]);
    expect(text.match(/⛔ Not healed: container_not_running redis {2}\(cooldown: 48 s remain\)/g)).toHaveLength(1);
  });

  test('what stops everything is said once', () => {
    const why = denied('systemic', '6 root causes at once');
    const text = told([start('heal'), ...brokenLook, issue(redisDown, why), issue(redisSilent, why)]);
    expect(text.match(/6 root causes/g)).toHaveLength(1);
    expect(text).toContain('⛔ Nothing is healed');
  });

  test('a run that only tests does not complain that it does not heal', () => {
    const off = {
      outcome: 'denied',
      denied_by: 'disabled',
      trace: trace({ disabled: ['deny', 'only tests'] }),
    } as const;
    expect(told([start('test'), ...brokenLook, issue(redisDown, off)])).not.toContain('only tests)');
  });

  test('nobody to ask: the exact flag', () => {
    const asked = issueOf(redisDown, {
      plan: { action: 'restart_application', title: 'Restart application', risk: 'high', steps: [] },
    });
    const text = told([
      start('heal'),
      ...brokenLook,
      { type: 'issue', issue: asked },
      { type: 'confirm:ask', issue: asked },
      { type: 'confirm:answer', issue: asked.type, target: asked.target, answer: 'silence' },
      { type: 'issue', issue: { ...asked, outcome: 'denied', denied_by: 'confirmation' } },
    ]);
    expect(text).toContain('⚠️  Confirmation required (High risk action)  (Restart application: redis)');
    expect(text).toContain('approve it with --approve a1b2c3-d4e5f6');
    expect(text).not.toContain('Not healed');
  });

  test('a re-test tells what is wrong now and was not before, and nothing else', () => {
    const worse = finding('redis', 'redis', {
      check: 'memory',
      status: 'failed',
      issue: 'redis_memory_full',
      message: 'full',
    });
    const text = told([
      start('heal'),
      ...brokenLook,
      began('redis', 'retest'),
      finished('redis', [redisSilent, worse], 'retest'),
    ]);
    expect(text.match(/Redis not responding/g)).toHaveLength(1);
    expect(text).toContain('❌ Re-test: full');
  });
});

describe('what comes from outside', () => {
  const nasty = finding('containers', 'redis', {
    status: 'failed',
    issue: 'container_not_running',
    message: `\u001b[2J\u001b]0;owned\u0007gone\nALLOW  exit 0\u202e ${'x'.repeat(1_000_000)}`,
  });
  const events = [
    start('heal'),
    began('containers'),
    finished('containers', [nasty]),
    issue(nasty),
    ...attempt(nasty, 'unhealed', { details: nasty.message }),
    issue(nasty, { outcome: 'unhealed', evidence: { 'k\u001b[2J': nasty.message } }),
    end(1, [nasty.message], [nasty.message]),
  ];

  test('reaches no line as an escape code, makes no line of its own, and is cut', () => {
    for (const line of linesOf(events, options)) {
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      expect(line).not.toMatch(/^ALLOW/);
      expect(line.length).toBeLessThan(1300);
    }
  });
});

describe('a terminal', () => {
  test('colours only what is ours to colour, and only when colour is on', () => {
    const color = new Chalk({ level: 1 });
    expect(told(healedRun, { color })).toContain('\u001b[');
    expect(told(healedRun, { color: new Chalk({ level: 0 }) })).toBe(told(healedRun));
  });

  test.each([40, 80])('wraps at %i columns, and no word is lost', columns => {
    const lines = linesOf(failedRun, { ...options, columns });
    expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
    const words = (text: string): string[] => text.split(/\s+/).filter(word => word !== '');
    expect(words(lines.join('\n'))).toEqual(words(told(failedRun)));
  });
});
