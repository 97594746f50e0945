import type { Answer } from '../core/rules.ts';
import type { IssueRecord } from '../engine/events.ts';
import { within } from '../within.ts';
import type { Paint } from './rows.ts';
import { render } from './rows.ts';
import { plain } from './plain.ts';
import { askYesOrNo, atPrompt } from './prompting.ts';
import { printable } from './printable.ts';
import { questionRows } from './words-issues.ts';

export interface ConfirmOptions {
  readonly stdin: NodeJS.ReadStream;
  /** Where the question goes: stderr whenever stdout carries a document. */
  readonly output: NodeJS.WriteStream;
  /** True where both ends are a terminal. Otherwise nobody is asked and stdin is not touched. */
  readonly isInteractive: boolean;
  readonly timeoutMs: number;
  /** Aborted at an interrupt or the deadline. */
  readonly signal: AbortSignal;
  pauseProgress(): void;
  resumeProgress(): void;
  readonly color?: Paint;
}

/** Asks about one issue. `wasInterrupted` is true once Ctrl-C was pressed at a prompt: every later answer is "no". */
export type Confirm = ((issue: IssueRecord) => Promise<Answer>) & { wasInterrupted(): boolean };

/**
 * The person at the terminal, with No as the default. `yes` comes from a `y` or `yes` typed at this prompt and from
 * nothing else; end of input and Ctrl-C are `no`, a time-out or an abort is `timeout`, no terminal is `silence`.
 */
export function makeConfirm(options: ConfirmOptions): Confirm {
  let isRefused = false;
  const confirm = async (issue: IssueRecord): Promise<Answer> => {
    if (!options.isInteractive) return 'silence';
    if (isRefused) return 'no';
    if (options.signal.aborted) return 'timeout';
    options.pauseProgress();
    try {
      const answer = await ask(issue, options);
      if (answer === 'interrupted') isRefused = true;
      return answer === 'interrupted' ? 'no' : answer;
    } finally {
      options.resumeProgress();
    }
  };
  return Object.assign(confirm, { wasInterrupted: () => isRefused });
}

async function ask(issue: IssueRecord, options: ConfirmOptions): Promise<Answer | 'interrupted'> {
  const { stdin, output, signal, timeoutMs, color = plain } = options;
  const columns = output.columns > 0 ? output.columns : undefined;
  const lines = questionRows(issue).flatMap(row => render(row, { color, columns, verbose: true, quiet: false }));
  output.write(`${lines.join('\n')}\n`);
  const ending = await atPrompt(stdin, within(timeoutMs, signal), stop => prompt(issue, options, stop));
  if (typeof ending !== 'string') return ending.answer;
  return ending === 'interrupted' ? 'interrupted' : ending === 'ended' ? 'no' : 'timeout';
}

async function prompt(issue: IssueRecord, { stdin, output }: ConfirmOptions, signal: AbortSignal): Promise<Answer> {
  const question = printable(`${issue.plan?.title ?? 'Do it'}: ${issue.target}?`, 200);
  return (await askYesOrNo(question, { input: stdin, output, signal })) ? 'yes' : 'no';
}
