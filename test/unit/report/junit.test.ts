import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { junitXml } from '../../../src/report/junit.ts';
import { foldReport } from '../../../src/report/report.ts';
import { runs } from './arbitrary-events.ts';
import { HOSTILE, MEGABYTE } from './hostile.ts';
import { blockedRun, finding, healedRun, runStart, stamped } from './stories.ts';
import { elements, parseXml } from './xml.ts';
import type { Element } from './xml.ts';

const xmlOf = (events: Parameters<typeof stamped>[0]): string => junitXml(foldReport(stamped(events)));

test('a blocked run, as Jenkins and GitLab read it', () => {
  expect(xmlOf(blockedRun)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="orixoon" tests="6" failures="2" errors="1" time="61.200">
      <testsuite name="preflight" tests="1" failures="0" errors="0" skipped="1" time="0.000" timestamp="2025-01-10T14:30:15">
        <properties><property name="critical" value="true"/></properties>
        <testcase classname="orixoon.preflight" name="phase" time="0.000"><skipped message="--skip-phase preflight">--skip-phase preflight</skipped></testcase>
      </testsuite>
      <testsuite name="containers" tests="2" failures="1" errors="0" skipped="0" time="0.012" timestamp="2025-01-10T14:30:15">
        <properties><property name="critical" value="true"/></properties>
        <testcase classname="orixoon.containers" name="running: app" time="0.004"><failure type="failed" message="unhealthy, 3 checks in a row">unhealthy, 3 checks in a row
    issue: container_unhealthy, unhealed
    what to do: Check application logs for crash cause</failure></testcase>
        <testcase classname="orixoon.containers" name="health: redis" time="0.004"><system-out>warning: no HEALTHCHECK: health unknown</system-out></testcase>
      </testsuite>
      <testsuite name="redis" tests="1" failures="0" errors="0" skipped="1" time="0.012" timestamp="2025-01-10T14:30:15">
        <properties><property name="critical" value="true"/></properties>
        <testcase classname="orixoon.redis" name="ping: redis:6379" time="0.004"><skipped message="not configured">not configured
    observed: &quot;ECONNREFUSED&quot;
    threshold: 2000</skipped></testcase>
      </testsuite>
      <testsuite name="workers" tests="1" failures="0" errors="1" skipped="0" time="0.012" timestamp="2025-01-10T14:30:15">
        <properties><property name="critical" value="false"/></properties>
        <testcase classname="orixoon.workers" name="processes: uvicorn" time="0.004"><error type="error" message="top: permission denied">top: permission denied
    what to do: let this user read /proc</error></testcase>
      </testsuite>
      <testsuite name="gate" tests="1" failures="1" errors="0" skipped="0" time="61.164" timestamp="2025-01-10T14:30:15">
        <properties><property name="run_id" value="20250110_143015"/><property name="environment" value="staging"/><property name="decision" value="BLOCK"/><property name="exit_code" value="1"/><property name="exit_name" value="BLOCK"/><property name="issues" value="2"/><property name="heals" value="1"/></properties>
        <testcase classname="orixoon.gate" name="decision" time="61.164"><failure type="failed" message="BLOCK: containers/app: unhealthy, 3 checks in a row; application/app: 75 errors in the last 300 s">BLOCK: containers/app: unhealthy, 3 checks in a row; application/app: 75 errors in the last 300 s
    what to do: Check application logs for crash cause
    what to do: orixoon --auto-heal --approve 3fa9c1-77b02e</failure><system-out>issue: container_unhealthy app, unhealed
    issue: high_error_rate app, denied
    heal: restart_container app, attempt 1, unhealed</system-out></testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

/** The counts that a suite claims against the cases in it. */
function expectHonestCounts(root: Element): void {
  const counted = (from: Element, name: string): string => String(elements(from, name).length);
  for (const suite of elements(root, 'testsuite')) {
    expect(suite.attributes).toMatchObject({
      tests: counted(suite, 'testcase'),
      failures: counted(suite, 'failure'),
      errors: counted(suite, 'error'),
      skipped: counted(suite, 'skipped'),
    });
    const names = elements(suite, 'testcase').map(one => one.attributes['name']);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(root.attributes).toMatchObject({
    tests: counted(root, 'testcase'),
    failures: counted(root, 'failure'),
    errors: counted(root, 'error'),
  });
}

const gateCase = (xml: string): Element | undefined => elements(parseXml(xml), 'testcase').at(-1);

describe('the verdict is a case of its own', () => {
  test('that passes with ALLOW', () => {
    expect(gateCase(xmlOf(healedRun))).toMatchObject({
      attributes: { name: 'decision' },
      children: [{ name: 'system-out' }],
    });
  });

  test('that fails with BLOCK, even where every check passes', () => {
    const strict = healedRun.map(event =>
      event.type === 'run:finish'
        ? {
            ...event,
            verdict: {
              ...event.verdict,
              decision: 'BLOCK' as const,
              exitCode: 1 as const,
              name: 'BLOCK' as const,
              reasons: ['1 heal was needed (--fail-on healed)'],
            },
          }
        : event,
    );
    expect(gateCase(xmlOf(strict))?.children).toMatchObject([
      { name: 'failure', attributes: { message: 'BLOCK: 1 heal was needed (--fail-on healed)' } },
      { name: 'system-out', text: expect.stringContaining('heal: start_container redis, attempt 1, healed') as string },
    ]);
  });

  test('that is an error where the run was killed', () => {
    const xml = xmlOf([runStart]);
    expect(gateCase(xml)?.children).toMatchObject([{ name: 'error' }]);
    expect(elements(parseXml(xml), 'error').length).toBe(3);
  });
});

test('checks of one name and target are told apart', () => {
  const two = [finding({}), finding({ message: 'again' })];
  const xml = xmlOf([
    runStart,
    {
      type: 'phase:finish',
      phase: 'containers',
      round: 'first',
      status: 'passed',
      critical: true,
      duration_ms: 1,
      findings: two,
    },
  ]);
  const names = elements(parseXml(xml), 'testcase').map(one => one.attributes['name']);
  expect(names).toContain('running: redis');
  expect(names).toContain('running: redis (2)');
});

test('the times of the suites add up to the time of the run', () => {
  const root = parseXml(xmlOf(healedRun));
  const seconds = elements(root, 'testsuite').reduce((sum, { attributes }) => sum + Number(attributes['time']), 0);
  expect(seconds.toFixed(3)).toBe(root.attributes['time']);
});

describe('hostile texts', () => {
  const failing = (message: string): string =>
    xmlOf([
      runStart,
      {
        type: 'phase:finish',
        phase: 'containers',
        round: 'first',
        status: 'failed',
        critical: true,
        duration_ms: 1,
        findings: [finding({ status: 'failed', message, target: message, observed: message, recommendation: message })],
      },
    ]);

  test.each(HOSTILE)('leave the document well-formed: %j', message => {
    expectHonestCounts(parseXml(failing(message)));
  });

  test('are kept as the text they are', () => {
    const [failure] = elements(parseXml(failing('a ]]> <b> "c" \u001b[31md\u001b[0m \ud83d \ud83d\ude00')), 'failure');
    expect(failure?.attributes['message']).toBe('a ]]> <b> "c" d \ufffd \ud83d\ude00');
  });

  test('name no file that GitLab would attach', () => {
    const xml = xmlOf(
      healedRun.map(event =>
        event.type === 'issue' ? { ...event, issue: { ...event.issue, target: '[[ATTACHMENT|a.png]]' } } : event,
      ),
    );
    expect(xml).toContain('ATTACHMENT|a.png');
    for (const { text } of elements(parseXml(xml), 'system-out')) expect(text).not.toContain('[[ATTACHMENT');
  });

  test('of a megabyte are cut, with a marker, and the advice still shows', () => {
    const xml = failing(MEGABYTE);
    expect(xml.length).toBeLessThan(60_000);
    expect(xml).toContain(`[cut: ${MEGABYTE.length} characters in all]`);
    expectHonestCounts(parseXml(xml));
  });

  test('leave any run well-formed and rightly counted', () => {
    const holds = fc.property(runs, events => expectHonestCounts(parseXml(junitXml(foldReport(events)))));
    fc.assert(holds, { numRuns: 60 });
  });
});
