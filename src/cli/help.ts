import type { Command } from 'commander';
import { padTo, wrap } from './columns.ts';
import { everywhere, helpTexts } from './help-texts.ts';

const WIDTH = 80;
const LEAD = 24;

/** Give the program and each of its commands, by name, what its help says beyond the flags. */
export function explainAll(program: Command): void {
  for (const command of [program, ...program.commands]) {
    const isProgram = command === program;
    command.addHelpText('after', () => afterHelp(isProgram ? '' : command.name()));
    command.configureHelp({ helpWidth: WIDTH });
    const words = isProgram ? 'orixoon --help' : `orixoon ${command.name()} --help`;
    command.showHelpAfterError(`(${words} lists the flags)`);
  }
}

function afterHelp(name: string): string {
  const text = helpTexts[name];
  if (!text) return '';
  return [
    ...section('What it changes', prose(text.changes)),
    ...section('Examples', exampleLines(text.examples)),
    ...section('Exit codes', pairs(text.exits)),
    ...(name === ''
      ? [
          ...prose('Anything but 0 blocks a deployment.'),
          ...section('Environment', pairs(everywhere.environment)),
          ...section('Files', pairs(everywhere.files)),
          ...section('Output', prose(everywhere.output)),
          '',
          'More of one command: orixoon <command> --help.',
        ]
      : ['', 'Environment, files and output: orixoon --help']),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] => ['', `${title}:`, ...lines];

const prose = (text: string): string[] => wrap(text, WIDTH - 2).map(line => `  ${line}`);

const pairs = (rows: readonly (readonly [string, string])[]): string[] =>
  rows.flatMap(([term, what]) =>
    wrap(what, WIDTH - LEAD - 2).map((line, i) => `  ${padTo(i === 0 ? term : '', LEAD)}${line}`),
  );

/** A command and what it is for: on one line where all of them have room. */
function exampleLines(examples: readonly (readonly [string, string])[]): string[] {
  const longest = Math.max(...examples.map(([command]) => command.length));
  const isWide = examples.some(([, what]) => longest + what.length + 4 > WIDTH);
  return examples.flatMap(([command, what]) =>
    isWide ? [`  ${command}`, ...prose(`    ${what}`)] : [`  ${padTo(command, longest)}  ${what}`],
  );
}
