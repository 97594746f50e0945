import { shellWord } from '../core/shell-word.ts';
import type { CompletedCommand, Wanted } from './completion.ts';

/** For bash 4 and newer; it needs no package. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).filter(name => name !== '');
  const values = commands.flatMap(({ name, flags }) =>
    flags.flatMap(({ names: flagNames, value }) =>
      value === null
        ? []
        : [
            [
              flagNames.map(flag => shellWord(`${name} ${flag}`)).join('|'),
              value.isMany ? 'many' : 'one',
              value.wanted,
            ] as const,
          ],
    ),
  );
  return `# Completion of orixoon for bash. Made by: orixoon completion bash
_orixoon_value() {
  case "$1 $2" in
${values.map(([flags, number, wanted]) => `    ${flags}) takes=${number} wanted=${valueOf(wanted)} ;;`).join('\n')}
    *) takes= wanted= ;;
  esac
}
_orixoon_place() {
  case "$1" in
${commands.map(({ name, flags, argument }) => `    ${shellWord(name) || "''"}) flags=${shellWord(flags.flatMap(flag => flag.names).join(' '))} wanted=${valueOf(name === '' ? names : argument)} ;;`).join('\n')}
  esac
}
${BODY}`;
}

const valueOf = (wanted: Wanted): string =>
  shellWord(typeof wanted === 'string' ? `@${wanted}` : wanted.join(' ')) || "''";

const BODY = `_orixoon() {
  local cur=\${COMP_WORDS[COMP_CWORD]} command= takes= wanted= flags= word head i
  COMPREPLY=()
  # \`--flag=value\` comes as three words.
  [[ $cur == = ]] && cur=
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      =) ;;
      -*) _orixoon_value "$command" "$word" ;;
      *)
        if [[ -n $takes ]]; then [[ $takes == one ]] && takes=
        elif [[ -z $command ]]; then command=$word; fi ;;
    esac
  done
  if [[ -z $takes || ( $takes == many && $cur == -* ) ]]; then
    _orixoon_place "$command"
    if [[ $cur == -* ]]; then
      COMPREPLY=($(compgen -W "$flags" -- "$cur"))
      return
    fi
  fi
  case $wanted in
    @file) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    @directory) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
    *)
      head=
      [[ $cur == *,* ]] && head=\${cur%,*},
      COMPREPLY=($(compgen -P "$head" -W "$wanted" -- "\${cur##*,}")) ;;
  esac
}
complete -F _orixoon orixoon
`;
