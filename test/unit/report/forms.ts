import { expect } from 'vitest';
import type { Report } from '../../../src/report/report.ts';
import { parseMetrics, sum } from './metrics-text.ts';
import { elements, parseXml } from './xml.ts';
import type { Element } from './xml.ts';

/** The texts that one report was told in. */
export interface Forms {
  readonly metrics: string;
  /** Null: a run that never began leaves none. */
  readonly junit: string | null;
  readonly annotations: readonly string[];
  readonly summary: string;
  /** What was added to GITHUB_OUTPUT, and the directory that it must name. */
  readonly outputs: string;
  readonly directory: string;
}

const statuses = ['passed', 'failed', 'warning', 'skipped', 'error'] as const;
type Status = (typeof statuses)[number];

const countOf = ({ phases }: Pick<Report, 'phases'>, status: Status): number =>
  phases.flatMap(({ checks }) => checks).filter(check => check.status === status).length;

/** Exit code, decision, and the counts of checks, issues and heals: of a report, and of every other form of it. */
export function expectOneResult(report: Report, forms: Forms): void {
  expectSameMetrics(report, forms.metrics);
  if (forms.junit !== null) expectSameJunit(report, parseXml(forms.junit));
  expectSameAnnotations(report, forms.annotations);
  expectSameSummary(report, forms.summary);
  expect(outputsOf(forms.outputs)).toEqual({
    decision: report.decision,
    'exit-code': String(report.exit_code ?? 3),
    'exit-name': report.exit_name ?? 'INCONCLUSIVE',
    report: forms.directory,
  });
}

function expectSameMetrics(report: Report, text: string): void {
  const metrics = parseMetrics(text);
  for (const status of statuses) expect(sum(metrics, 'checks', { status })).toBe(countOf(report, status));
  expect(sum(metrics, 'issues')).toBe(report.issues.length);
  for (const outcome of new Set(report.issues.map(issue => issue.outcome)))
    expect(sum(metrics, 'issues', { outcome })).toBe(report.issues.filter(issue => issue.outcome === outcome).length);
  expect(sum(metrics, 'heals')).toBe(report.auto_healing.summary.total_actions);
  for (const { outcome } of report.auto_healing.actions)
    expect(sum(metrics, 'heals', { outcome })).toBe(
      report.auto_healing.actions.filter(action => action.outcome === outcome).length,
    );
  expect(sum(metrics, 'run_exit_code')).toBe(report.exit_code ?? 3);
  expect(sum(metrics, 'run_conclusive')).toBe(Number(report.conclusive));
  for (const decision of ['ALLOW', 'BLOCK'])
    expect(sum(metrics, 'run_decision', { decision })).toBe(Number(report.decision === decision));
}

function expectSameJunit(report: Report, junit: Element): void {
  const cases = elements(junit, 'testcase');
  const gate = cases.at(-1);
  const bare = report.phases.filter(phase => phase.checks.length === 0);
  const all = report.phases.flatMap(({ checks }) => checks);
  // A phase without checks, and the verdict, are cases too.
  expect(cases).toHaveLength(all.length + bare.length + 1);
  for (const [status, element] of [
    ['failed', 'failure'],
    ['error', 'error'],
    ['skipped', 'skipped'],
  ] as const) {
    const more = bare.filter(phase => phase.status === status).length + (gate ? elements(gate, element).length : 0);
    expect(elements(junit, element)).toHaveLength(countOf(report, status) + more);
  }
  const warned = elements(junit, 'system-out').filter(({ text }) => text.startsWith('warning: '));
  expect(warned).toHaveLength(countOf(report, 'warning') + bare.filter(({ status }) => status === 'warning').length);
  const verdict = gate?.children.filter(({ name }) => name !== 'system-out') ?? [];
  expect(verdict.map(({ name }) => name)).toEqual(
    report.decision === 'ALLOW' ? [] : [report.conclusive ? 'failure' : 'error'],
  );
  const properties = elements(junit, 'property').map(({ attributes }) => [attributes['name'], attributes['value']]);
  expect(Object.fromEntries(properties)).toMatchObject({
    decision: report.decision,
    exit_code: String(report.exit_code ?? ''),
    issues: String(report.issues.length),
    heals: String(report.auto_healing.summary.total_actions),
  });
}

function expectSameAnnotations(report: Report, annotations: readonly string[]): void {
  const at = (level: string): number => annotations.filter(line => line.startsWith(`::${level} `)).length;
  expect(annotations.some(line => line.startsWith('::error title=Orixoon BLOCK'))).toBe(report.decision === 'BLOCK');
  const open = report.issues.filter(({ outcome }) => outcome !== 'healed' && outcome !== 'resolved');
  const critical = open.filter(({ severity }) => severity === 'critical').length;
  expect(at('error')).toBeGreaterThanOrEqual(Math.min(10, critical + Number(report.decision === 'BLOCK')));
  expect(at('warning')).toBeGreaterThanOrEqual(Math.min(10, open.length - critical));
  for (const level of ['error', 'warning']) expect(at(level)).toBeLessThanOrEqual(10);
  for (const line of annotations) {
    expect(line).toMatch(/^::(error|warning) title=(?:[^:,%\r\n]|%25|%3A|%2C)*::(?:[^%\r\n]|%25|%0D|%0A)*$/);
    expect(line).not.toMatch(/##\w*\[/);
  }
}

function expectSameSummary(report: Report, summary: string): void {
  expect(summary).toContain(`## Orixoon: ${report.decision}, exit ${report.exit_code ?? 'unknown'}`);
  expect(summary).not.toMatch(/[<>`*@\\]|https?:|www\.|!\[/);
  const rows = summary.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---'));
  for (const line of rows) expect([7, 8, 10]).toContain(line.split('|').length - 1);
  const { phases, issues, auto_healing } = report;
  const shown = [phases, issues, auto_healing.actions].filter(list => list.length > 0);
  expect(rows).toHaveLength(shown.reduce((total, list) => total + 1 + Math.min(list.length, 100), 0));
  phases.slice(0, 100).forEach((phase, index) => {
    const counts = rows[index + 1]?.split(' | ').slice(3, 8).map(Number);
    const of = (status: Status): number => countOf({ phases: [phase] }, status);
    expect(counts).toEqual([phase.checks.length, of('failed'), of('error'), of('warning'), of('skipped')]);
  });
}

/** A file GITHUB_OUTPUT as the runner reads it: `name=value`, or `name<<end`, lines, `end`. Throws on anything else. */
export function outputsOf(text: string): Record<string, string> {
  const lines = text.split('\n');
  const found: Record<string, string> = {};
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name = '', separator, rest = ''] = /^([\w-]+)(=|<<)(.*)$/.exec(line) ?? [];
    const end = separator === '<<' ? lines.indexOf(rest) : -1;
    if (separator === '=') found[name] = rest;
    else if (end >= 0)
      found[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
    else if (line !== '') throw new Error(`not an output: ${line}`);
  }
  return found;
}
