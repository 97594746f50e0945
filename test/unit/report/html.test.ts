import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportHtml } from '../../../src/report/html.ts';
import { foldReport } from '../../../src/report/report.ts';
import { runs } from './arbitrary-events.ts';
import { HOSTILE, MEGABYTE } from './hostile.ts';
import { expectOnlyOurs } from './only-ours.ts';
import { crowdedRun, hostileRun } from './page-stories.ts';
import { blockedRun, healedRun, issueRecord, runStart, stamped } from './stories.ts';

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
    const phases = page.matchAll(/<details class="card phase"( open)?>.*?<h3>([^<]*)<\/h3>/g);
    const open = [...phases].map(([, isOpen, title]) => [title, isOpen !== undefined]);
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

test('every issue says where to read more, once; what is healed leaves nothing to do', () => {
  expect(htmlOf(blockedRun)).toContain('<b>What to do:</b>');
  const healed = htmlOf(healedRun);
  expect(healed).toContain('More: <code>orixoon explain container_not_running</code>');
  expect(healed).not.toContain('<b>What to do:</b>');
  const issue = issueRecord({ outcome: 'unhealed', recommendation: 'see orixoon explain container_not_running' });
  const unhealed = htmlOf([runStart, { type: 'issue', issue }]);
  expect(unhealed).toContain('More: <code>orixoon explain container_not_running</code>');
  expect(unhealed).not.toContain('<b>What to do:</b>');
});

test('a run without issues and heals says so calmly', () => {
  const quiet = htmlOf(healedRun.filter(event => !event.type.startsWith('heal') && event.type !== 'issue'));
  expect(quiet).toContain('No issue was found.');
  expect(quiet).not.toContain('<h2>Heals');
});

test('a killed run does not claim that nothing was wrong', () => {
  expect(htmlOf([runStart])).toContain('No issue was found before the run ended.');
});

/** The page's text between two headings, without tags. */
function sectionOf(page: string, title: string): string {
  const from = page.indexOf(`<h2>${title}`);
  return page
    .slice(from, page.indexOf('</section>', from))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('what took the time', () => {
  test('is told in order, each with its clock, its length and a bar', () => {
    const page = htmlOf(healedRun);
    expect(sectionOf(page, 'Timeline')).toMatch(
      /First look containers, redis .*Heal start_container on redis .*Settle start_container on redis healed .*Last look .*Verdict ALLOW/,
    );
    expect(page).toMatch(/<rect class="heal" x="438" width="63"/);
  });

  test('of a run that was cut off is told up to there', () => {
    expect(sectionOf(htmlOf(healedRun.slice(0, 8)), 'Timeline')).toMatch(
      /Heal start_container on redis cut short .*The last that is known/,
    );
  });
});

describe('the root causes', () => {
  test('stand above what waited for them', () => {
    const page = htmlOf(healedRun);
    expect(sectionOf(page, 'Root causes')).toMatch(
      /1 cause of 2 issues healed redis container_not_running 1 issue waited for it resolved redis:6379/,
    );
    expect(page).toContain('<a class="node" href="#issue-1">');
    expect(page).toContain('id="issue-1"');
  });

  test('are named where they are no issue of their own', () => {
    const waits = issueRecord({ outcome: 'blocked_by', blocked_by: 'redis/redis (probe: error)' });
    const page = htmlOf([runStart, { type: 'issue', issue: waits }]);
    expect(sectionOf(page, 'Root causes')).toMatch(
      /not well redis\/redis \(probe: error\) 1 issue waited for it waits redis/,
    );
  });

  test('show each issue once, also where all wait in a circle', () => {
    const circle = ['a', 'b', 'c'].map((target, index): Parameters<typeof stamped>[0][number] => ({
      type: 'issue',
      issue: issueRecord({ target, blocked_by: `container_not_running ${'bca'.charAt(index)}`, outcome: 'blocked_by' }),
    }));
    const nodes = [...htmlOf([runStart, ...circle]).matchAll(/class="node" href="([^"]*)"/g)].map(([, href]) => href);
    expect(nodes.sort()).toEqual(['#issue-1', '#issue-2', '#issue-3']);
  });
});

test('an issue shows what was seen before and after', () => {
  const text = sectionOf(htmlOf(healedRun), 'Issues');
  expect(text).toMatch(
    /Before 14:30:18 , first look ✕ exited with code 137, 40 s ago .*After 14:30:29 , last look ✓ running for 3 h/,
  );
});

test('what waited and is well at the last look is not told to be waiting still', () => {
  const events = healedRun.map(event =>
    event.type === 'issue' && event.issue.outcome === 'resolved'
      ? { ...event, issue: { ...event.issue, outcome: 'blocked_by' as const } }
      : event,
  );
  const text = sectionOf(htmlOf(events), 'Issues');
  expect(text).toContain('well again redis:6379');
  expect(text).toContain('Waited for container_not_running redis');
});

test('a large run stays small, and opens only what a reader must see', () => {
  const page = htmlOf(crowdedRun(200));
  expect(page.length).toBeLessThan(700_000);
  expect([...page.matchAll(/<details class="card issue" open>/g)]).toHaveLength(1);
  expect(sectionOf(page, 'Root causes')).toContain('39 issues waited for it');
  expect(sectionOf(page, 'Every check')).toContain('360 checks passed or skipped');
  expectOnlyOurs(page);
});

describe('hostile texts', () => {
  const everywhere = (text: string): string => htmlOf(hostileRun(text));

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
