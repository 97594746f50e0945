import { expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';
import type { LineOptions } from '../../../src/cli/rows.ts';
import { plain } from '../../../src/cli/plain.ts';
import type { RunEvent } from '../../../src/engine/events.ts';
import { ruleOrder } from '../core/given.ts';
import {
  appUnhealthy,
  brokenLook,
  end,
  finding,
  finished,
  issue,
  redisDown,
  redisSilent,
  start,
  trace,
} from './run-events.ts';

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

const errorsAsk = { plan: restart, plan_id: 'e1e2e3-f4f5f6', trace: trace({ confirmation: ['ask', 'high risk'] }) };
const waits = { outcome: 'blocked_by', blocked_by: 'container_not_running redis' } as const;
const beat = finding('workers', 'tds-worker', {
  check: 'heartbeat',
  status: 'error',
  message: 'the connection was refused',
  restsOn: ['containers/redis'],
});

const events: readonly RunEvent[] = [
  start('dry_run'),
  ...brokenLook,
  finished('workers', [beat]),
  issue(redisDown, { outcome: 'would_heal' }),
  issue(redisSilent, { ...waits, plan_id: '111111-222222', trace: trace({ cascade: ['deny', 'it rests on redis'] }) }),
  issue(finding('zoho_queue', 'q', { issue: 'sync_queue_stuck', status: 'failed', message: '75 stuck items' }), {
    ...waits,
    trace: trace({ blacklist: ['deny', 'table q is on blacklist.tables (q)'], cascade: ['deny', 'it rests on redis'] }),
  }),
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
    recommendation: 'docker compose up -d tds-scheduler',
  }),
  issue(errors, { ...errorsAsk, outcome: 'would_heal' }),
  end(
    1,
    ['containers/redis: down'],
    [
      'heal 1: orixoon --auto-heal --config /srv/x.json',
      'heal these too, and approve 1: orixoon --auto-heal --config /srv/x.json --approve e1e2e3-f4f5f6',
      'container_missing tds-scheduler: docker compose up -d tds-scheduler',
      'container_unhealthy app: look at its log',
    ],
  ),
];
const told = (over: Partial<LineOptions> = {}, of = events): string =>
  linesOf(of, { verbose: false, quiet: false, color: plain, ...over }).join('\n');

test('the plan: root, what waits for it, what exactly, what refuses and why, what is asked, and last the commands', () => {
  expect(told().slice(told().indexOf('The plan.'))).toBe(`The plan. Nothing was changed.

🔧 would heal  container_not_running redis
   why   Docker container 'redis' not running
   plan  Start container (start_container, low risk)
         + start container redis (3f2a)
   id    a1b2c3-d4e5f6
   gate  all nine rules allow it
   ├─ ↳ waits  redis_not_responding redis
   │     why   Redis not responding to PING
   │     then  Start container (start_container, low risk)
   │           + start container redis (3f2a)
   │     id    111111-222222
   ├─ ↳ waits  sync_queue_stuck q
   │     why   75 stuck items
   │     then  Start container (start_container, low risk)
   │           + start container q (3f2a)
   │     id    a1b2c3-d4e5f6
   │     no    then refused by blacklist: table q is on blacklist.tables (q)
   └─ ↳ waits  workers/tds-worker heartbeat: could not tell: the connection was refused

⛔ refused     container_unhealthy app
   why   Container 'app' unhealthy
   plan  Start container (start_container, low risk)
         + start container app (3f2a)
   id    333333-444444
   no    refused by cooldown: 48 s remain
   and   refused by heal_debt: too often

✋ by hand     container_missing tds-scheduler
   why   no such container
   no    nothing heals it: no heal action exists for this issue
   run   docker compose up -d tds-scheduler

⚠️  would ask   high_error_rate app
   why   75 errors in last 5 minutes
   plan  Restart application (restart_application, high risk)
         · note the errors
         ~ restart container app
   id    e1e2e3-f4f5f6
   asks  high risk: yes is --approve e1e2e3-f4f5f6

Plan: 1 to heal, 1 to ask, 1 refused, 1 that nothing heals, 2 wait.
  What waits is looked at again when its root is healed: it may be well then, or is planned anew.

  Why     containers/redis: down

  Report  /srv/reports/20250110_143015

  To heal 1:
    orixoon --auto-heal --config /srv/x.json

  To heal these too, and approve 1:
    orixoon --auto-heal --config /srv/x.json --approve e1e2e3-f4f5f6

BLOCK  exit 1  4.2 s`);
});

test('-v shows the answer of each of the nine rules', () => {
  const verbose = told({ verbose: true });
  const answers = ruleOrder.map(rule => {
    const answer = rule === 'confirmation' ? 'ask    high risk' : `allow  ${rule} is fine`;
    return `         ${rule.padEnd(12)}  ${answer}`;
  });
  answers[0] = (answers[0] ?? '').replace('         ', '   rules ');
  expect(verbose).toContain(answers.join('\n'));
  expect(told()).not.toContain('systemic is fine');
});

test('in a narrow terminal the branch goes on beside what wraps, and a command is never broken', () => {
  const lines = told({ columns: 50 }).split('\n');
  expect(lines).toContain('   └─ ↳ waits  workers/tds-worker heartbeat:');
  expect(lines).toContain('    orixoon --auto-heal --config /srv/x.json --approve e1e2e3-f4f5f6');
  const branch = lines.slice(
    lines.findIndex(line => line.includes('├─')),
    lines.findIndex(line => line.includes('└─')),
  );
  expect(branch.filter(line => !/^ {3}[├│]/.test(line))).toEqual([]);
});

test('what is wrong and no issue is a root too; where nothing is wrong the plan says so', () => {
  const denied = finding('database', 'db', { status: 'error', message: 'no permission', recommendation: 'GRANT it' });
  const text = told({}, [start('dry_run'), finished('database', [denied]), end(3, ['x'])]);
  expect(text).toContain(
    '❔ unclear     database/db running\n   why   could not tell: no permission\n   run   GRANT it',
  );
  expect(text).toContain('Plan: 1 unclear.');
  expect(told({}, [start('dry_run'), end(0, ['x'])])).toContain('\nPlan: nothing to heal.\n');
});

test('what rests on each other in a circle is shown all the same', () => {
  const text = told({}, [
    start('dry_run'),
    issue(redisDown, { outcome: 'blocked_by', blocked_by: 'x y' }),
    end(1, ['x']),
  ]);
  expect(text).toContain('↳ waits  container_not_running redis');
  expect(text).toContain('   for   x y');
});

test('every step is told, however many: what is approved must be seen whole', () => {
  const steps = Array.from({ length: 20 }, (_, i) => `terminate pid ${i}`);
  const text = told({}, [start('dry_run'), issue(errors, { plan: { ...restart, steps } }), end(1, ['x'])]);
  for (const step of steps) expect(text).toContain(`- ${step}\n`);
});

test('a question that an approval has answered is no question any more; one for an earlier state is asked again', () => {
  const told1 = (answer: readonly ['allow' | 'deny', string]): string =>
    told({}, [
      start('dry_run'),
      issue(errors, { outcome: 'would_heal', plan: restart, trace: trace({ confirmation: answer }) }),
      end(1, ['x']),
    ]);
  const approved = told1(['allow', 'high risk; approved by --yes']);
  expect(approved).toContain('Plan: 1 to heal.');
  expect(approved).toContain('all nine rules allow it (high risk; approved by --yes)');
  expect(told1(['deny', 'high risk; --approve 1-2 was for an earlier state'])).toContain('Plan: 1 to ask.');
});
