import { printable } from '../cli/printable.ts';
import type { Report } from '../report/report.ts';
import type { Io } from './io.ts';
import { tell } from './tell.ts';

/** What a run says on stderr behind its verdict, and changes nothing in it. */
export interface Aside {
  warn(text: string): void;
  /** Where something was said, the exit code again: the verdict is the last word. */
  end(reportOf: () => Pick<Report, 'exit_code' | 'exit_name'>): void;
}

export function openAside(io: Io): Aside {
  let hasSpoken = false;
  return {
    warn(text) {
      hasSpoken = true;
      tell(io.stderr, { lead: 'warning: ', text: printable(text, 1000) });
    },
    end(reportOf) {
      if (!hasSpoken) return;
      const { exit_code, exit_name } = reportOf();
      io.stderr.write(`exit ${exit_code} ${exit_name}\n`);
    },
  };
}
