import { oneLine } from './plain-text.ts';
import type { Report, ReportIssue } from './report-shape.ts';

/** What GitHub shows of one step, of each kind. */
const MOST = 10;
const MAX_TITLE = 150;
const MAX_MESSAGE = 1_000;

interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
}

/** One line, without the orders of other CI runners, and with GitHub's own escapes. */
const data = (text: string, most: number): string =>
  oneLine(text, most)
    .replace(/#(?=#\w*\[)/g, '# ')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
const property = (text: string): string => data(text, MAX_TITLE).replaceAll(':', '%3A').replaceAll(',', '%2C');

const isOpen = ({ outcome }: ReportIssue): boolean => outcome !== 'healed' && outcome !== 'resolved';

function annotationsOf({ decision, exit_code, exit_name, reasons, phases, issues }: Report): Annotation[] {
  const verdict: Annotation[] =
    decision === 'ALLOW'
      ? []
      : [
          {
            level: 'error',
            title: `Orixoon ${decision} (${exit_name ?? ''} ${exit_code ?? ''})`,
            message: reasons.join('; '),
          },
        ];
  const open = issues.filter(isOpen).map(({ type, target, severity, message, outcome }): Annotation => ({
    level: severity === 'critical' ? 'error' : 'warning',
    title: `${type} ${target}`,
    message: `${message} (${outcome})`,
  }));
  const others = phases.flatMap(phase =>
    phase.checks
      .filter(
        ({ status, issue }) => status === 'error' || (issue === null && status !== 'passed' && status !== 'skipped'),
      )
      .map(({ name, target, status, message }): Annotation => ({
        level: phase.critical && status !== 'warning' ? 'error' : 'warning',
        title: `${phase.name} ${name} ${target}`,
        message: status === 'error' ? `could not tell: ${message}` : message,
      })),
  );
  return [...verdict, ...open, ...others];
}

/** Workflow commands for GitHub Actions, one a line: the verdict where it blocks, then what is open, at most ten of each kind. */
export function githubAnnotations(report: Report): string[] {
  const all = annotationsOf(report);
  return (['error', 'warning'] as const).flatMap(level =>
    all
      .filter(one => one.level === level)
      .slice(0, MOST)
      .map(({ title, message }) => `::${level} title=${property(title)}::${data(message, MAX_MESSAGE)}`),
  );
}
