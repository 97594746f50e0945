import type { CompletedCommand, CompletedFlag, Wanted } from './completion.ts';

/** For fish 3 and newer. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const [, ...others] = commands;
  return `# Completion of orixoon for fish. Made by: orixoon completion fish
function __orixoon_at
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if contains -- $word ${others.map(({ name }) => name).join(' ')}
            test "$word" = "$argv[1]"
            return
        end
    end
    test "$argv[1]" = ''
end
complete -c orixoon -f
${others.map(({ name, about }) => `complete -c orixoon -n "__orixoon_at ''" -a ${name} -d ${quoted(about)}`).join('\n')}
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ name, flags, argument }: CompletedCommand): string[] {
  const at = `complete -c orixoon -n "__orixoon_at '${name}'"`;
  return [
    ...flags.map(flag => `${at} ${flagWords(flag)}`),
    ...(argument.length === 0 ? [] : [`${at} ${wordsFor(argument)}`]),
  ];
}

function flagWords({ names, about, value }: CompletedFlag): string {
  const flags = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ');
  return `${flags} -d ${quoted(about)}${value === null ? '' : ` ${value.wanted === 'file' ? '-r' : '-x'} ${wordsFor(value.wanted)}`}`;
}

function wordsFor(wanted: Wanted): string {
  if (wanted === 'file') return '-F';
  if (wanted === 'directory') return "-a '(__fish_complete_directories)'";
  return wanted.length === 0 ? '' : `-a ${quoted(wanted.join(' '))}`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
