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
import { HOSTILE } from './hostile.ts';
import { blockedRun, finding, healedRun, runStart, stamped } from './stories.ts';
import { elements, parseXml } from './xml.ts';

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The text format of Prometheus, as strictly as its reader: families together, typed once, no sample twice. */
function parseMetrics(text: string): Sample[] {
  const seen = new Set<string>();
  const typed: string[] = [];
  return text.split(/\n(?!$)/).flatMap(line => {
    const [, type] = /^# TYPE (\w+) gauge\n?$/.exec(line) ?? [];
    if (type !== undefined) {
      expect(typed).not.toContain(type);
      typed.push(type);
      return [];
    }
    if (/^# HELP \w+ [ -~]+$/.test(line)) return [];
    const [, name, inner = '', value] =
      /^(\w+)\{((?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*)\} (-?[\d.e+-]+)\n?$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`no sample: ${line.slice(0, 200)}`);
    expect(name).toBe(typed.at(-1));
    expect(seen.has(`${name}{${inner}}`)).toBe(false);
    seen.add(`${name}{${inner}}`);
    const labels = [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(labels) as Record<string, string>, value: Number(value) }];
  });
}

const sum = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}): number =>
  samples
    .filter(one => one.name === `orixoon_${name}`)
    .filter(one => Object.entries(labels).every(([key, value]) => one.labels[key] === value))
    .reduce((total, { value }) => total + value, 0);

/** Counts and exit code of a report against every other form of it. */
function expectOneResult(report: Report): void {
  const metrics = parseMetrics(metricsText(report));
  const junit = parseXml(junitXml(report));
  const checks = report.phases.flatMap(phase => phase.checks);
  const gate = elements(junit, 'testcase').at(-1);
  const bare = report.phases.filter(phase => phase.checks.length === 0);
  for (const [status, element] of [
    ['failed', 'failure'],
    ['error', 'error'],
    ['skipped', 'skipped'],
  ] as const) {
    const count = checks.filter(check => check.status === status).length;
    expect(sum(metrics, 'checks', { status })).toBe(count);
    // In JUnit a phase without checks, and the verdict, are cases too.
    const more = bare.filter(phase => phase.status === status).length + (gate ? elements(gate, element).length : 0);
    expect(elements(junit, element)).toHaveLength(count + more);
  }
  expect(sum(metrics, 'checks')).toBe(checks.length);
  expect(sum(metrics, 'issues')).toBe(report.issues.length);
  expect(sum(metrics, 'heals')).toBe(report.auto_healing.summary.total_actions);
  expect(sum(metrics, 'run_exit_code')).toBe(report.exit_code ?? 3);
  for (const decision of ['ALLOW', 'BLOCK'])
    expect(sum(metrics, 'run_decision', { decision })).toBe(Number(report.decision === decision));
  const verdict = gate?.children.filter(({ name }) => name !== 'system-out') ?? [];
  expect(verdict.map(({ name }) => name)).toEqual(
    report.decision === 'ALLOW' ? [] : [report.conclusive ? 'failure' : 'error'],
  );
  const properties = new Map(
    elements(junit, 'property').map(({ attributes }) => [attributes['name'], attributes['value']]),
  );
  expect(properties.get('exit_code')).toBe(String(report.exit_code ?? ''));
  expect(properties.get('issues')).toBe(String(report.issues.length));
  expect(properties.get('heals')).toBe(String(report.auto_healing.summary.total_actions));
  expect(githubOutputs(report, '/reports/1')).toMatch(
    new RegExp(
      `^decision=${report.decision}\nexit-code=${report.exit_code ?? 3}\nexit-name=${report.exit_name ?? 'INCONCLUSIVE'}\nreport<<(\\S+)\n/reports/1\n\\1\n$`,
    ),
  );
  const annotations = githubAnnotations(report);
  expect(annotations.some(line => line.startsWith('::error title=Orixoon BLOCK'))).toBe(report.decision === 'BLOCK');
  for (const level of ['error', 'warning'])
    expect(annotations.filter(line => line.startsWith(`::${level} `)).length).toBeLessThanOrEqual(10);
  for (const line of annotations) {
    expect(line).toMatch(/^::(error|warning) title=(?:[^:,%\r\n]|%25|%3A|%2C)*::(?:[^%\r\n]|%25|%0D|%0A)*$/);
    expect(line).not.toMatch(/##\w*\[/);
  }
  const summary = githubSummary(report, 2 ** 20);
  expect(summary).toContain(`## Orixoon: ${report.decision}, exit ${report.exit_code ?? 'unknown'}`);
  expect(summary).not.toMatch(/[<>`*@\\]|https?:|www\.|!\[/);
  const rows = summary.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---'));
  for (const line of rows) expect([7, 8, 10]).toContain(line.split('|').length - 1);
  const shown = [report.phases, report.issues, report.auto_healing.actions].filter(list => list.length > 0);
  expect(rows).toHaveLength(shown.reduce((total, list) => total + 1 + Math.min(list.length, 100), 0));
}

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
    expectOneResult(foldReport(stamped(renamed)));
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
