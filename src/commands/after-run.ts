import { appendFileSync, statSync } from 'node:fs';
import type { Flags } from '../cli/program.ts';
import { wordsOf } from '../errors.ts';
import { writeWhole } from '../report/atomic-file.ts';
import { githubAnnotations } from '../report/github-annotations.ts';
import { githubOutputs } from '../report/github-outputs.ts';
import { githubSummary } from '../report/github-summary.ts';
import { metricsText } from '../report/metrics.ts';
import type { Report } from '../report/report.ts';
import type { Aside } from './aside.ts';
import type { Io } from './io.ts';

/** GitHub throws a longer summary away. */
const MAX_SUMMARY = 2 ** 20;

/**
 * The run's result for who reads it elsewhere: `--metrics-file`, and GitHub's annotations, outputs and step summary. None
 * of them decides anything: what cannot be written is told aside, and changes no exit code, to 0 or from 0.
 * `directory` is that of the run's reports.
 */
export function afterRun(
  report: Report,
  directory: string | null,
  flags: Pick<Flags, 'output' | 'metricsFile'>,
  io: Io,
  aside: Pick<Aside, 'warn'>,
): void {
  const attempt = (what: string, write: () => void): void => {
    try {
      write();
    } catch (error) {
      aside.warn(`${what} cannot be written, which changes nothing in the verdict: ${wordsOf(error)}`);
    }
  };
  const { metricsFile } = flags;
  // Not 0600 as reports are: the collector is another user.
  if (metricsFile !== undefined) attempt('the metrics file', () => writeWhole(metricsFile, metricsText(report), 0o644));
  if (io.env['GITHUB_ACTIONS'] !== 'true') return;
  // GitHub reads both streams; stdout may be a document.
  const stream = flags.output === 'pretty' ? io.stdout : io.stderr;
  const annotations = githubAnnotations(report);
  for (const line of annotations) stream.write(`${line}\n`);
  // The runner takes the annotations out of the log; what is left still ends with the verdict.
  if (annotations.length > 0) stream.write(`exit ${report.exit_code} ${report.exit_name}\n`);
  const { GITHUB_OUTPUT: outputs = '', GITHUB_STEP_SUMMARY: summary = '' } = io.env;
  if (outputs !== '') attempt("the step's outputs", () => appendFileSync(outputs, githubOutputs(report, directory)));
  if (summary === '') return;
  attempt('the step summary', () => {
    const used = statSync(summary, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(summary, githubSummary(report, MAX_SUMMARY - used));
  });
}
