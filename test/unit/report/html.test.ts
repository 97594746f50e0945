import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportHtml } from '../../../src/report/html.ts';
import { foldReport } from '../../../src/report/report.ts';
import { runs } from './arbitrary-events.ts';
import { HOSTILE, MEGABYTE } from './hostile.ts';
import { expectOnlyOurs } from './only-ours.ts';
import { actionRecord, blockedRun, finding, healedRun, issueRecord, runStart, stamped } from './stories.ts';

const htmlOf = (events: Parameters<typeof stamped>[0]): string => reportHtml(foldReport(stamped(events)));

describe('the page', () => {
  const page = htmlOf(blockedRun);

  test.each([
    'BLOCK',
    'containers/app: unhealthy, 3 checks in a row',
    'orixoon --auto-heal --approve 3fa9c1-77b02e',
    'Check application logs for crash cause',
    'needs approval',
    'docker restart app',
    '1:M 14:29:35 # Killed',
    'Container keeps crashing immediately after start',
    'top: permission denied',
    'let this user read /proc',
    '--skip-phase preflight',
    'one earlier attempt was never settled; it counts',
  ])('tells %j', text => {
    expect(page).toContain(text);
  });

  test('opens the phases that are not well, and only those', () => {
    const open = [...page.matchAll(/<details class="phase"( open)?>.*?<b>([^<]*)<\/b>/g)].map(([, isOpen, title]) => [
      title,
      isOpen !== undefined,
    ]);
    expect(open).toEqual([
      ['Preflight', false],
      ['Containers', true],
      ['Redis', false],
      ['Workers', true],
    ]);
  });

  test('fetches nothing and runs nothing', () => {
    expect(page).not.toMatch(/https?:|\/\/[a-z]|<script|@import|url\(/i);
    expectOnlyOurs(page);
  });

  test('allows its own style by its hash, and nothing else', () => {
    const css = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(css).digest('base64');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(css).toContain('prefers-color-scheme: dark');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });
});

test('every issue names its page; what is healed leaves nothing to do', () => {
  expect(htmlOf(blockedRun)).toContain('<b>What to do:</b>');
  const healed = htmlOf(healedRun);
  expect(healed).toContain('More: <code>orixoon explain container_not_running</code>');
  expect(healed).toContain('docs/issues/containers/container_not_running.md');
  expect(healed).not.toContain('<b>What to do:</b>');
});

test('a run without issues and heals says so calmly', () => {
  const quiet = htmlOf(healedRun.filter(event => !event.type.startsWith('heal') && event.type !== 'issue'));
  expect(quiet).toContain('No issue was found.');
  expect(quiet).not.toContain('<h2>Heals');
});

test('a killed run does not claim that nothing was wrong', () => {
  expect(htmlOf([runStart])).toContain('No issue was found before the run ended.');
});

describe('hostile texts', () => {
  const everywhere = (text: string): string =>
    htmlOf([
      {
        ...(runStart as Extract<typeof runStart, { type: 'run:start' }>),
        environment: text,
        config: text,
        run_id: text,
      },
      { type: 'note', level: 'warning', message: text },
      {
        type: 'phase:finish',
        phase: text,
        round: 'first',
        status: 'failed',
        critical: true,
        duration_ms: 1,
        findings: [
          finding({
            status: 'failed',
            check: text,
            target: text,
            message: text,
            observed: { [text]: text },
            threshold: text,
            recommendation: text,
          }),
        ],
      },
      {
        type: 'issue',
        issue: issueRecord({
          type: text,
          target: text,
          message: text,
          outcome: 'denied',
          denied_by: 'cooldown',
          plan_id: text,
          trace: [{ rule: 'cooldown', decision: 'deny', reason: text }],
          plan: { action: text, title: text, risk: 'high', steps: [text] },
          evidence: { [text]: text },
          recommendation: text,
        }),
      },
      {
        type: 'heal:finish',
        action: actionRecord({ target: text, details: text, approved_by: text, changed: { [text]: 1 } }),
        outcome: 'failed',
      },
    ]);

  test.each(HOSTILE)('stay texts: %j', text => {
    expectOnlyOurs(everywhere(text));
  });

  test('of a megabyte are cut, with a marker', () => {
    const page = everywhere(MEGABYTE);
    expect(page.length).toBeLessThan(4_000_000);
    expect(page).toContain(`[cut: ${MEGABYTE.length} characters in all]`);
    expectOnlyOurs(page);
  });

  test('of any run stay texts', () => {
    const holds = fc.property(runs, events => expectOnlyOurs(reportHtml(foldReport(events))));
    fc.assert(holds, { numRuns: 60 });
  });
});
