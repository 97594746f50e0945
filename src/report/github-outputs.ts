import { randomUUID } from 'node:crypto';
import type { Report } from './report-shape.ts';

/**
 * What later steps of a GitHub job may ask of this one, as lines for the file `GITHUB_OUTPUT`: `decision`, `exit-code`,
 * `exit-name`, and `report`, the directory of the reports (empty where there is none).
 */
export function githubOutputs(report: Report, directory: string | null): string {
  // A path may hold a line break: what ends it must be nothing that anybody could have put into it.
  const end = randomUUID();
  return [
    `decision=${report.decision}`,
    // A run that came to no code must never read as 0.
    `exit-code=${report.exit_code ?? 3}`,
    `exit-name=${report.exit_name ?? 'INCONCLUSIVE'}`,
    `report<<${end}\n${directory ?? ''}\n${end}`,
    '',
  ].join('\n');
}
