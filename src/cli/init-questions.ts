import { askYesOrNo, atPrompt } from './prompting.ts';
import type { Unanswered } from './prompting.ts';
import { printable } from './printable.ts';

/** Where the questions are asked. */
export interface Desk {
  readonly stdin: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** What can be chosen, and what would be taken if nobody said anything. */
export interface Offer {
  readonly environment: string;
  readonly containers: readonly string[];
  /** The containers that answer HTTP, the likeliest application first. */
  readonly applications: readonly string[];
  readonly isEnvironmentName: (text: string) => boolean;
}

/** What was chosen. */
export interface Chosen {
  readonly environment: string;
  readonly containers: readonly string[];
  readonly application: string | null;
}

const shown = (name: string): string => printable(name, 100);
const NONE = 'none of them';

/** The few questions of `orixoon init`, each with what was found as its answer. */
export function askChoice(offer: Offer, desk: Desk): Promise<{ readonly answer: Chosen } | Unanswered> {
  return atPrompt(desk.stdin, desk.signal, async signal => {
    const { checkbox, input, select } = await import('@inquirer/prompts');
    const context = { input: desk.stdin, output: desk.output, signal };
    const environment = await input(
      {
        message: 'What is this environment called?',
        default: offer.environment,
        validate: text => offer.isEnvironmentName(text) || 'letters, digits, ".", "_" and "-", at most 64 of them',
      },
      context,
    );
    const choices = offer.containers.map(name => ({ name: shown(name), value: name, checked: true }));
    const containers =
      choices.length === 0
        ? []
        : await checkbox({ message: 'Which containers should be tested?', choices, pageSize: 15 }, context);
    const candidates = offer.applications.filter(name => containers.includes(name));
    if (candidates.length < 2) return { environment, containers, application: candidates[0] ?? null };
    const application = await select<string | null>(
      {
        message: 'Which of them is the application?',
        choices: [...candidates.map(name => ({ name: shown(name), value: name })), { name: NONE, value: null }],
      },
      context,
    );
    return { environment, containers, application };
  });
}

/** Whether a file that is there may be replaced; No unless it is said. */
export const askReplace = (file: string, desk: Desk): Promise<{ readonly answer: boolean } | Unanswered> =>
  atPrompt(desk.stdin, desk.signal, signal =>
    askYesOrNo(`${printable(file, 200)} is there already. Replace it, and keep the old one beside it?`, {
      input: desk.stdin,
      output: desk.output,
      signal,
    }),
  );
