import type { Command, Help, Option } from 'commander';
import { wrap } from '../src/cli/columns.ts';
import { everywhere, helpTexts } from '../src/cli/help-texts.ts';
import type { HelpText } from '../src/cli/help-texts.ts';
import { build } from '../src/cli/program.ts';
import manifest from '../package.json' with { type: 'json' };
import type { SchemaFile } from './schema-files.ts';

/** When the page got its form. What it says is as old as the version beside it. */
const DATE = '2026-11-26';

/** The manual page: the same words as `--help`, in roff. */
export function manPage(): SchemaFile {
  const program = build(manifest.version, () => undefined);
  const help = program.createHelp();
  const { changes, examples, exits } = textOf('');
  const commands = help.visibleCommands(program).filter(command => command.name() !== 'help');
  const lines = [
    '.\\" Made by `npm run reference`: a change here is lost.',
    `.TH ORIXOON 1 "${DATE}" "orixoon ${manifest.version}" "User Commands"`,
    // Names are to be copied: none is broken at a hyphen, and no line is stretched.
    '.nh',
    '.ad l',
    ...section('NAME', [...prose(`orixoon - ${lowered(program.description())}`)]),
    ...section('SYNOPSIS', ['.B orixoon', ...prose('[options]'), '.br', '.B orixoon', ...prose('<command> [options]')]),
    ...section('DESCRIPTION', [...prose(program.description()), '.PP', ...prose(changes)]),
    ...section(
      'OPTIONS',
      help.visibleOptions(program).flatMap(option => optionLines(option, help)),
    ),
    ...section('COMMANDS', [
      ...prose(`Each takes ${inherited(commands, program).join(', ')} too, as above.`),
      ...commands.flatMap(command => commandLines(command, program, help)),
    ]),
    ...section('EXIT STATUS', [...exits.flatMap(pair), '.PP', ...prose('Anything but 0 blocks a deployment.')]),
    ...section('ENVIRONMENT', everywhere.environment.flatMap(pair)),
    ...section('FILES', everywhere.files.flatMap(pair)),
    ...section('OUTPUT', [...prose(everywhere.output)]),
    ...section('EXAMPLES', examples.flatMap(pair)),
  ];
  return { path: 'man/orixoon.1', text: `${lines.join('\n')}\n` };
}

function commandLines(command: Command, program: Command, help: Help): string[] {
  const { changes, examples, exits } = textOf(command.name());
  const known = new Set(program.options.map(sameOption));
  const own = help.visibleOptions(command).filter(option => option.long !== '--help' && !known.has(sameOption(option)));
  const shared = sharedOptions(command, program);
  return [
    `.SS ${quoted(`orixoon ${help.subcommandTerm(command)}`)}`,
    ...prose(`${raised(command.description())}.`),
    ...own.flatMap(option => optionLines(option, help)),
    ...(shared.length === 0 ? [] : ['.PP', ...prose(`Of those above also: ${shared.join(', ')}.`)]),
    '.PP',
    ...prose(`What it changes: ${changes}`),
    ...['.PP', 'Examples:', ...examples.flatMap(pair)],
    ...['.PP', 'Exit codes:', ...exits.flatMap(pair)],
  ];
}

/** Flags that say the same at two commands. */
const sameOption = ({ flags, description }: Option): string => `${flags} ${description}`;

const longNames = (options: readonly Option[]): string[] => options.flatMap(({ long }) => (long ? [long] : []));

/** The flags of all commands that have any. */
function inherited(commands: readonly Command[], program: Command): string[] {
  const all = commands.filter(({ options }) => options.length > 0);
  return longNames(
    program.options.filter(option =>
      all.every(({ options }) => options.some(other => sameOption(other) === sameOption(option))),
    ),
  );
}

/** The program's flags that this command takes, and not every one does. */
function sharedOptions(command: Command, program: Command): string[] {
  const usual = new Set(inherited(program.commands, program));
  const own = new Set(command.options.map(sameOption));
  return longNames(program.options.filter(option => own.has(sameOption(option)))).filter(name => !usual.has(name));
}

function textOf(name: string): HelpText {
  const text = helpTexts[name];
  if (text === undefined) throw new Error(`src/cli/help-texts.ts has no text of "${name}"`);
  return text;
}

const section = (title: string, lines: readonly string[]): string[] => [`.SH ${quoted(title)}`, ...lines];

const optionLines = (option: Option, help: Help): string[] =>
  pair([help.optionTerm(option), help.optionDescription(option)]);

const pair = ([term, what]: readonly [string, string]): string[] => ['.TP', `.B ${quoted(term)}`, ...prose(what)];

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
const raised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An argument of a macro: in quotes, which are doubled within. */
const quoted = (text: string): string => `"${escaped(text).replaceAll('"', '\\(dq')}"`;

const glyphs: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text on lines of the length that roff's own are. */
const prose = (text: string): string[] =>
  wrap(escaped(text.replaceAll(/\s+/g, ' ')), 80).map(line => (line.startsWith('.') ? `\\&${line}` : line));

/** Text that roff shows as it stands, each sign as it can be copied. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\\-'`^~]/g, sign => glyphs[sign] ?? sign)
    .replaceAll(
      /[^\x20-\x7e]/gu,
      sign => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
