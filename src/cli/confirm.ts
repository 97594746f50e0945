import type { Answer } from '../core/rules.ts';
import type { IssueRecord } from '../engine/events.ts';
import { drain } from './drain.ts';
import type { Paint } from './rows.ts';
import { render } from './rows.ts';
import { plain } from './plain.ts';
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

const CTRL_D = 'd';

async function ask(issue: IssueRecord, options: ConfirmOptions): Promise<Answer | 'interrupted'> {
  const { stdin, output, signal, timeoutMs, color = plain } = options;
  const columns = output.columns > 0 ? output.columns : undefined;
  const lines = questionRows(issue).flatMap(row => render(row, { color, columns, verbose: true, quiet: false }));
  output.write(`${lines.join('\n')}\n`);

  const ended = new AbortController();
  const end = (): void => ended.abort();
  const onKey = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }): void => {
    // Readline closes on Ctrl-D without a word, and the prompt would never settle.
    if (key?.ctrl === true && key.name === CTRL_D) end();
  };
  const late = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([signal, late, ended.signal]);
  stdin.on('keypress', onKey).on('end', end).on('close', end).on('error', end);
  try {
    if ((await drain(stdin, stop)) === 'interrupted') return 'interrupted';
    return await prompt(issue, options, stop);
  } catch (error) {
    if (isNamed(error, 'ExitPromptError')) return 'interrupted';
    if (isNamed(error, 'AbortPromptError') || stop.aborted) return ended.signal.aborted ? 'no' : 'timeout';
    throw error;
  } finally {
    stdin.off('keypress', onKey).off('end', end).off('close', end).off('error', end);
    stdin.pause();
    if (stdin.isTTY) stdin.setRawMode(false);
  }
}

async function prompt(issue: IssueRecord, { stdin, output }: ConfirmOptions, signal: AbortSignal): Promise<Answer> {
  const { input } = await import('@inquirer/prompts');
  // Not `confirm`: that takes Tab and every word that begins with y for a yes.
  const answer = await input(
    {
      message: printable(`${issue.plan?.title ?? 'Do it'}: ${issue.target}? (y/N)`, 200),
      validate: text => /^\s*(y|yes|n|no)?\s*$/i.test(text) || 'y for yes; n, or Enter alone, for no',
    },
    { input: stdin, output, signal },
  );
  return /^\s*y(es)?\s*$/i.test(answer) ? 'yes' : 'no';
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
