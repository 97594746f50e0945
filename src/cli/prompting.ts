import { drain } from './drain.ts';

const CTRL_D = 'd';

/** How a question ended without an answer: Ctrl-C, the end of the input (Ctrl-D, a hang-up), or an abort from outside. */
export type Unanswered = 'interrupted' | 'ended' | 'aborted';

/** Ask something at a terminal, after all that was typed before. Every way in which a prompt can end settles it. */
export async function atPrompt<Answer>(
  stdin: NodeJS.ReadStream,
  signal: AbortSignal,
  ask: (stop: AbortSignal) => Promise<Answer>,
): Promise<{ readonly answer: Answer } | Unanswered> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  const onKey = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }): void => {
    // Readline closes on Ctrl-D without a word, and the prompt would never settle.
    if (key?.ctrl === true && key.name === CTRL_D) end();
  };
  const stop = AbortSignal.any([signal, ended.signal]);
  stdin.on('keypress', onKey).on('end', end).on('close', end).on('error', end);
  try {
    if ((await drain(stdin, stop)) === 'interrupted') return 'interrupted';
    return { answer: await ask(stop) };
  } catch (error) {
    if (isNamed(error, 'ExitPromptError')) return 'interrupted';
    if (isNamed(error, 'AbortPromptError') || stop.aborted) return ended.signal.aborted ? 'ended' : 'aborted';
    throw error;
  } finally {
    stdin.off('keypress', onKey).off('end', end).off('close', end).off('error', end);
    stdin.pause();
    if (stdin.isTTY) stdin.setRawMode(false);
  }
}

/** Where a prompt reads and writes. */
export interface PromptContext {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** A question with No as its default. Not Inquirer's own `confirm`: that takes Tab and every word that begins with y for a yes. */
export async function askYesOrNo(question: string, context: PromptContext): Promise<boolean> {
  const { input } = await import('@inquirer/prompts');
  const answer = await input(
    {
      message: `${question} (y/N)`,
      validate: text => /^\s*(y|yes|n|no)?\s*$/i.test(text) || 'y for yes; n, or Enter alone, for no',
    },
    context,
  );
  return /^\s*y(es)?\s*$/i.test(answer);
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
