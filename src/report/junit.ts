import type { Status } from '../core/finding.ts';
import { markup, none } from './markup.ts';
import type { Markup } from './markup.ts';
import { oneLine, plainText } from './plain-text.ts';
import type { Report, ReportCheck, ReportPhase } from './report-shape.ts';

const MAX_MESSAGE = 500;
const MAX_BODY = 8_000;

/** One `<testcase>` to be. */
interface Case {
  readonly name: string;
  readonly status: Status;
  readonly message: string;
  readonly body: string;
  /** Beside the outcome, one a line. */
  readonly told: readonly string[];
  readonly durationMs: number;
}

interface Suite {
  readonly name: string;
  readonly durationMs: number;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly Case[];
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
const line = (text: string): string => oneLine(text, MAX_MESSAGE);

function caseOf(check: ReportCheck, phase: ReportPhase, { issues }: Report): Case {
  const { name, target, status, message, duration_ms } = check;
  const issue = issues.find(of => of.phase === phase.name && of.type === check.issue && of.target === target);
  const told = [plainText(message, MAX_BODY / 2)];
  if (check.observed !== null) told.push(`observed: ${JSON.stringify(check.observed)}`);
  if (check.threshold !== null) told.push(`threshold: ${JSON.stringify(check.threshold)}`);
  if (issue) told.push(`issue: ${issue.type}, ${issue.outcome}`);
  const advice = check.recommendation ?? issue?.recommendation ?? '';
  if (advice !== '') told.push(`what to do: ${advice}`);
  return { name: `${name}: ${target}`, status, message, body: told.join('\n'), told: [], durationMs: duration_ms };
}

/** Readers tell cases apart by their names alone. */
function numbered(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>();
  return cases.map(one => {
    const count = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name} (${count})` };
  });
}

/** A phase without checks still shows: skipped and unfinished must not look like "nothing was planned". */
function suiteOf(phase: ReportPhase, report: Report): Suite {
  const message = phase.message ?? 'no check was run';
  const itself = {
    name: 'phase',
    status: phase.status,
    message,
    body: message,
    told: [],
    durationMs: phase.duration_ms,
  };
  const checks = phase.checks.map(check => caseOf(check, phase, report));
  return {
    name: phase.name,
    durationMs: phase.duration_ms,
    properties: [['critical', String(phase.critical)]],
    cases: numbered(checks.length > 0 ? checks : [itself]),
  };
}

/** What no check of the last look shows: an issue that is gone passes there, and what was done for it stands nowhere. */
const storyOf = ({ issues, auto_healing }: Report): string[] => [
  ...issues.map(({ type, target, outcome }) => `issue: ${type} ${target}, ${outcome}`),
  ...auto_healing.actions.map(one => `heal: ${one.action} ${one.target}, attempt ${one.attempt}, ${one.outcome}`),
];

/**
 * The verdict is a case too: a run may block for a reason that no check shows (`--fail-on`, the deadline, a kill). Readers
 * add times up, so its own is what the phases leave of the run's.
 */
function gateSuite(report: Report): Suite {
  const { decision, conclusive, reasons, next, phases, issues, auto_healing } = report;
  const status = decision === 'ALLOW' ? 'passed' : conclusive ? 'failed' : 'error';
  const message = `${decision}: ${reasons.join('; ')}`;
  const body = [message, ...next.map(step => `what to do: ${step}`)].join('\n');
  const looked = phases.reduce((sum, phase) => sum + phase.duration_ms, 0);
  const durationMs = Math.max(0, report.duration_ms - looked);
  return {
    name: 'gate',
    durationMs,
    properties: [
      ['run_id', report.run_id],
      ['environment', report.environment],
      ['decision', decision],
      ['exit_code', String(report.exit_code ?? '')],
      ['exit_name', report.exit_name ?? ''],
      ['issues', String(issues.length)],
      ['heals', String(auto_healing.actions.length)],
    ],
    cases: [{ name: 'decision', status, message, body, told: storyOf(report), durationMs }],
  };
}

/** GitLab takes such words in an output for a file to show. */
const output = (text: string): string => plainText(text, MAX_BODY).replaceAll('[[ATTACHMENT', '[ [ATTACHMENT');

function outcomeXml({ status, message, body }: Case): Markup {
  const text = plainText(body, MAX_BODY);
  switch (status) {
    case 'failed':
      return markup`<failure type="failed" message="${line(message)}">${text}</failure>`;
    case 'error':
      return markup`<error type="error" message="${line(message)}">${text}</error>`;
    // Jenkins reads the attribute, GitLab the text.
    case 'skipped':
      return markup`<skipped message="${line(message)}">${text}</skipped>`;
    case 'warning':
    case 'passed':
      return none;
  }
}

/** JUnit knows no warnings: they pass, and say so. */
function toldXml({ status, body, told }: Case): Markup {
  const lines = [...(status === 'warning' ? [`warning: ${body}`] : []), ...told];
  return lines.length === 0 ? none : markup`<system-out>${output(lines.join('\n'))}</system-out>`;
}

const caseXml = (one: Case, suite: Suite): Markup =>
  markup`    <testcase classname="orixoon.${line(suite.name)}" name="${line(one.name)}" time="${seconds(one.durationMs)}">${outcomeXml(one)}${toldXml(one)}</testcase>
`;

const count = (suites: readonly Suite[], status: Status): number =>
  suites.flatMap(suite => suite.cases).filter(one => one.status === status).length;

const total = (suites: readonly Suite[]): number => suites.flatMap(suite => suite.cases).length;

function suiteXml(suite: Suite, startedAt: string): Markup {
  const properties = suite.properties.map(([name, value]) => markup`<property name="${name}" value="${line(value)}"/>`);
  return markup`  <testsuite name="${line(suite.name)}" tests="${total([suite])}" failures="${count([suite], 'failed')}" errors="${count([suite], 'error')}" skipped="${count([suite], 'skipped')}" time="${seconds(suite.durationMs)}" timestamp="${startedAt.slice(0, 19)}">
    <properties>${properties}</properties>
${suite.cases.map(one => caseXml(one, suite))}  </testsuite>
`;
}

/** JUnit XML as Jenkins and GitLab read it: a suite for each phase and one for the verdict, a case for each check. */
export function junitXml(report: Report): string {
  const suites = [...report.phases.map(phase => suiteOf(phase, report)), gateSuite(report)];
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="orixoon" tests="${total(suites)}" failures="${count(suites, 'failed')}" errors="${count(suites, 'error')}" time="${seconds(report.duration_ms)}">
${suites.map(suite => suiteXml(suite, report.started_at))}</testsuites>
`.toString();
}
