import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Notifications } from '../../../src/config/notifications.ts';
import type { RunEvent } from '../../../src/engine/events.ts';
import { attemptMessage, endMessage } from '../../../src/notify/compose.ts';
import type { Message } from '../../../src/notify/message.ts';
import { discordPayload, mailSubject, mailText, slackPayload, webhookPayload } from '../../../src/notify/render.ts';
import { retryAfterMs } from '../../../src/notify/post.ts';
import { hostileText } from '../report/hostile.ts';
import { actionRecord, blockedRun, healedRun, issueRecord, runStart, stamped } from '../report/stories.ts';

const all: Notifications = {
  notify_on_healing_attempt: true,
  notify_on_healing_success: true,
  notify_on_healing_failure: true,
  notify_on_block: true,
  notification_channels: ['slack'],
  slack: {},
  discord: {},
  webhook: {},
  email: { from: '', to: [] },
};

const finish = blockedRun.at(-1);
if (finish?.type !== 'run:finish') throw new Error('the story ends otherwise');

describe('grouping', () => {
  const blocked = (target: string, phase: 'redis' | 'workers', by: string): RunEvent => ({
    type: 'issue',
    issue: issueRecord({ type: `${phase}_ill`, target, phase, outcome: 'blocked_by', blocked_by: by }),
  });
  const story: readonly RunEvent[] = [
    runStart,
    { type: 'issue', issue: issueRecord({ outcome: 'not_healable' }) },
    blocked('redis:6379', 'redis', 'containers/redis'),
    blocked('uvicorn', 'workers', 'redis/redis:6379'),
    finish,
  ];

  test('one root with all that waited for it, however far away', () => {
    const message = endMessage(stamped(story), all);
    expect(message?.unhealed).toMatchObject([
      { target: 'redis', waiting: ['redis_ill on redis:6379', 'workers_ill on uvicorn'] },
    ]);
  });

  test('a circle ends, and every issue is told', () => {
    const circle = [runStart, blocked('a', 'redis', 'workers/b'), blocked('b', 'workers', 'redis/a'), finish];
    const told = endMessage(stamped(circle), all)?.unhealed ?? [];
    expect(told.flatMap(({ target, waiting }) => [target, ...waiting]).join()).toMatch(/a.*b/);
  });
});

describe('what is told', () => {
  const healed = stamped(healedRun);
  const block = stamped(blockedRun);

  test('a heal: once at its begin, once at the end', () => {
    const begun = healed.slice(0, healed.findIndex(({ type }) => type === 'heal:start') + 1);
    expect(attemptMessage(begun, all)).toMatchObject({ kind: 'attempt', attempted: [{ target: 'redis' }] });
    expect(attemptMessage(begun, { ...all, notify_on_healing_attempt: false })).toBeNull();
    expect(endMessage(healed, all)).toMatchObject({ decision: 'ALLOW', healed: [{ action: 'start_container' }] });
    expect(endMessage(healed, { ...all, notify_on_healing_success: false })).toBeNull();
  });

  test('a block with its reasons; without notify_on_block only the failed heal; without both nothing', () => {
    const message = endMessage(block, all);
    expect(message).toMatchObject({ decision: 'BLOCK', exit_code: 1, environment: 'staging' });
    expect(message?.reasons[0]).toContain('unhealthy');
    expect(message?.unhealed.map(({ issue }) => issue)).toEqual(['container_unhealthy', 'high_error_rate']);
    const failed = endMessage(block, { ...all, notify_on_block: false });
    expect(failed?.unhealed.map(({ issue }) => issue)).toEqual(['container_unhealthy']);
    expect(endMessage(block, { ...all, notify_on_block: false, notify_on_healing_failure: false })).toBeNull();
  });

  test('a clean ALLOW and a dry run tell nobody', () => {
    const dry = { ...runStart, mode: { auto_heal: true, dry_run: true } } as RunEvent;
    expect(endMessage(stamped([dry, ...blockedRun.slice(1)]), all)).toBeNull();
    expect(endMessage(stamped([runStart, ...healedRun.slice(-1)]), all)).toBeNull();
  });

  test('the last verdict counts', () => {
    expect(endMessage(stamped([...healedRun, finish]), all)).toMatchObject({ decision: 'BLOCK' });
  });
});

const hostileMessage = fc
  .array(hostileText, { minLength: 5, maxLength: 5 })
  .map(([a = '', b = '', c = '', d = '', e = '']) => {
    const action = actionRecord({ issue: a, target: b, details: c, success: false });
    return endMessage(
      stamped([
        { ...runStart, environment: d } as RunEvent,
        { type: 'heal:start', action, steps: [] },
        {
          type: 'issue',
          issue: issueRecord({
            type: a,
            target: b,
            message: `<!channel> @everyone ${e}`,
            outcome: 'unhealed',
            recommendation: c,
          }),
        },
        { ...finish, verdict: { ...finish.verdict, reasons: [`<!here> <http://evil|x> ${e}`, d] } },
      ]),
      all,
    ) as Message;
  });

test('hostile text: no mention, no link, no header, and within what each channel takes', () => {
  fc.assert(
    fc.property(hostileMessage, message => {
      const slack = slackPayload(message) as { text: string };
      expect(slack.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|$|…)/);
      expect(slack).toMatchObject({ mrkdwn: false, parse: 'none' });
      const discord = discordPayload(message) as { content: string };
      expect(discord.content.length).toBeLessThanOrEqual(2000);
      expect(discord.content).not.toMatch(/(?<!\\)[<>`*]|https?:\/\//);
      expect(discord).toMatchObject({ allowed_mentions: { parse: [] } });
      expect(webhookPayload(message)).toMatchObject({ schema_version: 1, kind: 'end' });
      expect(mailSubject(message)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(mailText(message)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['2', 2000],
  ['Thu, 01 Jan 1970 00:00:05 GMT', 4000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', null],
  [null, null],
])('Retry-After: %s', (header, ms) => {
  expect(retryAfterMs(header, 1000)).toBe(ms);
});
