import { expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';
import { plain } from '../../../src/cli/plain.ts';
import type { RunEvent } from '../../../src/engine/events.ts';
import { ruleOrder } from '../core/given.ts';
import { appUnhealthy, brokenLook, end, finding, issue, redisDown, redisSilent, start, trace } from './run-events.ts';

const missing = finding('containers', 'tds-scheduler', {
  status: 'failed',
  issue: 'container_missing',
  message: 'no such container',
});
const errors = finding('application', 'app', {
  status: 'failed',
  issue: 'high_error_rate',
  message: '75 errors in last 5 minutes',
});
const restart = {
  action: 'restart_application',
  title: 'Restart application',
  risk: 'high',
  steps: ['note the errors', 'restart container app'],
} as const;

const events: readonly RunEvent[] = [
  start('dry_run'),
  ...brokenLook,
  issue(redisDown, { outcome: 'would_heal' }),
  issue(redisSilent, { outcome: 'blocked_by', blocked_by: 'container_not_running redis', plan_id: '111111-222222' }),
  issue(appUnhealthy, {
    outcome: 'denied',
    denied_by: 'cooldown',
    plan_id: '333333-444444',
    trace: trace({ cooldown: ['deny', '48 s remain'], heal_debt: ['deny', 'too often'] }),
  }),
  issue(missing, {
    outcome: 'not_healable',
    plan: null,
    plan_id: null,
    trace: trace({ no_action: ['deny', 'no heal action exists for this issue'] }),
  }),
  issue(errors, { plan: restart, plan_id: 'e1e2e3-f4f5f6', trace: trace({ confirmation: ['ask', 'high risk'] }) }),
  end(1, ['containers/redis: down']),
];
const told = (): string => linesOf(events, { verbose: false, quiet: false, color: plain }).join('\n');

/** The nine answers as the plan shows them. */
const gate = (other: Record<string, string> = {}): string =>
  ruleOrder
    .map((rule, i) => {
      const answer = other[rule] ?? `allow  ${rule} is fine`;
      return `${i === 0 ? '   gate   ' : '          '}${rule.padEnd(12)}  ${answer}`;
    })
    .join('\n');

test('the plan: why, what exactly, under which id, what refuses it, what would be asked, what waits, and every answer of the gate', () => {
  expect(told()).toContain(`The plan, of which nothing was done:

🔧 container_not_running redis
   why    Docker container 'redis' not running
   would  Start container (start_container, low risk)
          - start container redis (3f2a)
   id     a1b2c3-d4e5f6
${gate()}
↳ redis_not_responding redis
   why    Redis not responding to PING
   would  Start container (start_container, low risk)
          - start container redis (3f2a)
   waits  for container_not_running redis: that comes first
   id     111111-222222
${gate()}

⛔ container_unhealthy app
   why    Container 'app' unhealthy
   would  Start container (start_container, low risk)
          - start container app (3f2a)
   no     cooldown: 48 s remain
   id     333333-444444
${gate({ cooldown: 'deny   48 s remain', heal_debt: 'deny   too often' })}

⛔ container_missing tds-scheduler
   why    no such container
   no     no_action: no heal action exists for this issue
${gate({ no_action: 'deny   no heal action exists for this issue' })}

⚠️  high_error_rate app
   why    75 errors in last 5 minutes
   would  Restart application (restart_application, high risk)
          - note the errors
          - restart container app
   asks   high risk  (answer it with --approve e1e2e3-f4f5f6)
   id     e1e2e3-f4f5f6
${gate({ confirmation: 'ask    high risk' })}

Plan: 1 to heal, 1 to ask about first, 2 refused, 1 waiting for another.

BLOCK  exit 1  4.2 s`);
});

test('every step is told, however many: what is approved must be seen whole', () => {
  const steps = Array.from({ length: 20 }, (_, i) => `terminate pid ${i}`);
  const many = [start('dry_run'), issue(errors, { plan: { ...restart, steps } }), end(1, ['x'])];
  const text = linesOf(many, { verbose: false, quiet: false, color: plain }).join('\n');
  for (const step of steps) expect(text).toContain(`- ${step}\n`);
});

test('a question that an approval has answered is no question any more', () => {
  const approved = trace({ confirmation: ['allow', 'high risk; approved by --yes'] });
  const text = linesOf(
    [start('dry_run'), issue(errors, { outcome: 'would_heal', plan: restart, trace: approved }), end(1, ['x'])],
    {
      verbose: false,
      quiet: false,
      color: plain,
    },
  ).join('\n');
  expect(text).toContain('Plan: 1 to heal.');
});
