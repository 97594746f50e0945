import type { Status } from '../core/finding.ts';
import { oneLine } from './plain-text.ts';
import type { Report } from './report-shape.ts';

const MAX_LABEL = 200;
const STATUSES: readonly Status[] = ['passed', 'failed', 'warning', 'skipped', 'error'];

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };
const escaped = (text: string): string =>
  oneLine(text, MAX_LABEL).replace(/[\\"\n]/g, character => ESCAPES[character] ?? '');

const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',');

/** A family of samples. Labels that are the same once they are cleaned are one sample: twice the same is an error to its reader. */
function family(name: string, help: string, environment: string, samples: readonly Sample[]): string[] {
  const sums = new Map<string, number>();
  for (const [labels, value] of samples) {
    const key = labelText({ environment, ...labels });
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  if (sums.size === 0) return [];
  const lines = [...sums].map(([labels, value]) => `${name}{${labels}} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines];
}

/** The numbers of one run, for the textfile collector of Prometheus. All are gauges: they are of this run alone. */
export function metricsText(report: Report): string {
  const { environment, phases, issues, decision, auto_healing, finished_at } = report;
  const of = (name: string, help: string, samples: readonly Sample[]): string[] =>
    family(`orixoon_${name}`, help, environment, samples);
  const statuses: Sample[] = phases.flatMap(({ name, status }) =>
    STATUSES.map((one): Sample => [{ phase: name, status: one }, Number(one === status)]),
  );
  const checks: Sample[] = phases.flatMap(({ name, checks: all }) =>
    all.map((check): Sample => [{ phase: name, status: check.status }, 1]),
  );
  const found = issues.map(({ phase, type, outcome }): Sample => [{ phase, type, outcome }, 1]);
  const heals = auto_healing.actions.map(({ issue, action, outcome }): Sample => [{ issue, action, outcome }, 1]);
  const decisions = ['ALLOW', 'BLOCK'].map((one): Sample => [{ decision: one }, Number(one === decision)]);
  return [
    // A run that came to no code must never read as 0.
    of('run_exit_code', 'Exit code of the last run; anything but 0 blocks.', [[{}, report.exit_code ?? 3]]),
    of('run_decision', 'Decision of the last run.', decisions),
    of('run_conclusive', 'Whether every critical check could be evaluated.', [[{}, Number(report.conclusive)]]),
    of('run_duration_seconds', 'Duration of the last run.', [[{}, report.duration_ms / 1000]]),
    of('run_timestamp_seconds', 'When the last run ended.', [[{}, Date.parse(finished_at) / 1000]]),
    of('phase_status', 'Status of each phase at the last look.', statuses),
    of('checks', 'Checks at the last look, by status.', checks),
    of('issues', 'Issues of the last run, by what came of them.', found),
    of('heals', 'Heals that the last run executed, by what came of them.', heals),
  ]
    .flatMap(lines => lines)
    .map(line => `${line}\n`)
    .join('');
}
