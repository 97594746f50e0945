import type { CompletedCommand, CompletedFlag, Wanted } from './completion.ts';

/** For zsh with compinit: as a file \`_orixoon\` in \$fpath, or sourced. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const [program, ...others] = commands;
  return `#compdef orixoon
# Completion of orixoon for zsh. Made by: orixoon completion zsh
_orixoon() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  local -a commands=(
${others.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`).join('\n')}
  )
  _arguments -C \\
${(program?.flags ?? []).map(flag => `    ${flagSpecs(flag)} \\`).join('\n')}
    '1: :->command' '*:: :->rest' && ret=0
  case $state in
    command) _describe -t commands command commands && ret=0 ;;
    rest)
      curcontext=\${curcontext%:*:*}:orixoon-$words[1]:
      case $words[1] in
${others.map(command => `        ${command.name}) _arguments ${specsOf(command)} && ret=0 ;;`).join('\n')}
      esac ;;
  esac
  return ret
}
if [[ $funcstack[1] == _orixoon ]]; then _orixoon "$@"; else compdef _orixoon orixoon; fi
`;
}

const specsOf = ({ flags, argument }: CompletedCommand): string =>
  [...flags.map(flagSpecs), ...(argument.length === 0 ? [] : [quoted(`*: :${actionFor(argument)}`)])].join(
    ' \\\n          ',
  );

/** One spec for each name of the flag. Of many values, all words up to the next flag belong to it. */
function flagSpecs({ names, about, value }: CompletedFlag): string {
  const text = about.replace(/[[\]:\\]/g, '\\$&');
  const end = value === null ? '' : `${value.isMany ? ':*-*' : ''}: :${actionFor(value.wanted)}`;
  return names
    .map(name =>
      quoted(`*${name}${value !== null && name.startsWith('--') && !value.isMany ? '=' : ''}[${text}]${end}`),
    )
    .join(' ');
}

function actionFor(wanted: Wanted): string {
  if (wanted === 'file') return '_files';
  if (wanted === 'directory') return '_files -/';
  return wanted.length === 0 ? ' ' : `(${wanted.join(' ')})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
