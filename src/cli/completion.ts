import type { Command, Option } from 'commander';
import { catalogue } from '../systems/catalogue.ts';
import { bashCompletion } from './completion-bash.ts';
import { fishCompletion } from './completion-fish.ts';
import { zshCompletion } from './completion-zsh.ts';
import type { ShellName } from './shell-names.ts';

/** What may stand where a value is wanted: files, directories, one of these words, or anything (no words). */
export type Wanted = 'file' | 'directory' | readonly string[];

export interface CompletedFlag {
  /** `--config`, and `-v` where there is one. */
  readonly names: readonly string[];
  readonly about: string;
  /** Null: it takes no value. */
  readonly value: { readonly wanted: Wanted; readonly isMany: boolean } | null;
}

/** A command as a shell completes it; the name of the program itself is empty. */
export interface CompletedCommand {
  readonly name: string;
  readonly about: string;
  readonly flags: readonly CompletedFlag[];
  readonly argument: Wanted;
}

const shells: Readonly<Record<ShellName, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The script for a shell, read off the commands themselves, so that it cannot know others than they are; without one, how to install it. */
export const completionText = (name: ShellName | undefined, program: Command): string =>
  name === undefined ? completionHelp : shells[name](completedCommands(program));

/** The program, then each of its commands. */
function completedCommands(program: Command): CompletedCommand[] {
  const help = program.createHelp();
  return [program, ...help.visibleCommands(program)].map(command => ({
    name: command === program ? '' : command.name(),
    about: firstSentence(command.description()),
    flags: help.visibleOptions(command).map(flagOf),
    argument: command === program ? [] : argumentOf(command),
  }));
}

function argumentOf({ registeredArguments: [first] }: Command): Wanted {
  return first ? wantedFor(first.name(), first.argChoices) : [];
}

const flagOf = (option: Option): CompletedFlag => ({
  names: [option.long, option.short].filter(name => name !== undefined),
  about: firstSentence(option.description),
  value:
    option.required || option.optional
      ? { wanted: wantedFor(placeholderOf(option), option.argChoices), isMany: option.variadic }
      : null,
});

const placeholderOf = ({ flags }: Option): string => /[<[]([^>\].]+)/.exec(flags)?.[1] ?? '';

/** By the choices there are, else by the word that stands for the value in the help. */
function wantedFor(placeholder: string, choices: readonly string[] | undefined): Wanted {
  if (choices) return choices;
  const word = placeholder.replace(/s$/, '');
  if (word === 'file') return 'file';
  if (word === 'dir') return 'directory';
  if (word === 'phase') return catalogue.phases.map(phase => phase.name);
  return word === 'issue type' ? Object.keys(catalogue.issues) : word === 'run' ? ['latest'] : [];
}

/** Descriptions are one line in a menu. */
const firstSentence = (text: string): string => (text.split(/[.;(\n]/)[0] ?? '').trim();

/** What `orixoon completion` says without a shell. */
const completionHelp = `Completion of commands, flags, phases and issue types in:

  bash   orixoon completion bash > ~/.local/share/bash-completion/completions/orixoon
         or, without the package bash-completion, in ~/.bashrc:
         source <(orixoon completion bash)
  zsh    orixoon completion zsh > "\${fpath[1]}/_orixoon"     (a directory of $fpath; then start a new shell)
         or, after compinit, in ~/.zshrc:
         source <(orixoon completion zsh)
  fish   orixoon completion fish > ~/.config/fish/completions/orixoon.fish

The script is plain text and calls nothing. Make it again after an update of Orixoon.
`;
