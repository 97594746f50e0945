import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonText } from '../../../src/core/json.ts';
import { githubAnnotations } from '../../../src/report/github-annotations.ts';
import { githubOutputs } from '../../../src/report/github-outputs.ts';
import { githubSummary } from '../../../src/report/github-summary.ts';
import { junitXml } from '../../../src/report/junit.ts';
import { metricsText } from '../../../src/report/metrics.ts';
import { eventsIn } from '../../../src/report/read.ts';
import { foldReport } from '../../../src/report/report.ts';
import type { Report } from '../../../src/report/report.ts';
import { runs } from './arbitrary-events.ts';
import { expectOneResult as expectForms } from './forms.ts';
import { HOSTILE } from './hostile.ts';
import { blockedRun, finding, healedRun, runStart, stamped } from './stories.ts';

/** The report in every form that is made of it here. */
const expectOneResult = (report: Report, directory = '/reports/1'): void =>
  expectForms(report, {
    metrics: metricsText(report),
    junit: junitXml(report),
    annotations: githubAnnotations(report),
    summary: githubSummary(report, 2 ** 20),
    outputs: githubOutputs(report, directory),
    directory,
  });

const all = [
  ...(['passed', 'failed', 'warning', 'skipped', 'error'] as const).map(status => finding({ status, target: status })),
];
const every = blockedRun.map(event =>
  event.type === 'phase:finish' && event.phase === 'containers' ? { ...event, findings: all } : event,
);

describe('one result in all forms:', () => {
  test.each([
    ['a healed run', healedRun],
    ['a blocked run', blockedRun],
    ['a run with checks of every status', every],
    ['a killed run', healedRun.slice(0, 9)],
    ['a run that just began', [runStart]],
  ])('%s', (_, story) => {
    const events = stamped(story);
    expectOneResult(foldReport(events));
    const written = events.map(event => jsonText(event)).join('\n');
    expect(foldReport(eventsIn(written).events)).toEqual(foldReport(events));
  });

  test('any run, with the worst texts', () => {
    fc.assert(
      fc.property(runs, events => expectOneResult(foldReport(events))),
      { numRuns: 80 },
    );
  });

  test.each(HOSTILE)('hostile names: %j', word => {
    const renamed = blockedRun.map(event =>
      event.type === 'phase:finish'
        ? { ...event, findings: event.findings.map(one => ({ ...one, target: word, message: word })) }
        : event.type === 'issue'
          ? { ...event, issue: { ...event.issue, target: word, message: word, recommendation: word } }
          : event,
    );
    expectOneResult(foldReport(stamped(renamed)), word);
  });
});

test('the last word of a run is its result: a report that could not be written makes an ALLOW an INCONCLUSIVE', () => {
  const verdict = {
    decision: 'BLOCK',
    exitCode: 3,
    name: 'INCONCLUSIVE',
    conclusive: false,
    reasons: ['full'],
  } as const;
  const again = { type: 'run:finish', verdict, duration_ms: 1, next: [] } as const;
  const report = foldReport(stamped([...healedRun, again]));
  expect(report).toMatchObject({ decision: 'BLOCK', exit_code: 3, conclusive: false });
  expectOneResult(report);
});

test('a summary keeps within its bytes, in whole lines', () => {
  const report = foldReport(stamped(blockedRun));
  for (const bytes of [0, 10, 60, 500])
    expect(Buffer.byteLength(githubSummary(report, bytes))).toBeLessThanOrEqual(bytes);
  expect(githubSummary(report, 500)).toContain('cut');
});
