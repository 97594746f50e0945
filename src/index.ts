/** The library's door: run the gate from a program, and write a system of one's own. */
export { run } from './commands/embedded.ts';
export { StaleError } from './errors.ts';
export { defineSystem } from './plugins/plugin.ts';

export type { RunOptions, RunResult } from './commands/embedded.ts';
export type { JsonSchema } from './config/json-schema.ts';
export type { Finding, Identity, IssueType, NodeId, PhaseName, Problem, Status } from './core/finding.ts';
export type { Permit } from './core/gate.ts';
export type { Json } from './core/json.ts';
export type { Draft, Effect, Touch } from './core/plan.ts';
export type { Budget, Risk, TargetKind } from './core/policy.ts';
export type { ExitCode } from './core/verdict.ts';
export type { ActionRecord, IssueRecord, RunEvent, StampedEvent } from './engine/events.ts';
export type { Plugin, PluginSpec } from './plugins/plugin.ts';
export type { Report, ReportIssue } from './report/report-shape.ts';
export type { PhaseSettings, Settings } from './systems/settings.ts';
export type { Check, Diagnosis, Done, Hands, HealAction, IssueInfo, Look, Outcome } from './systems/system.ts';
