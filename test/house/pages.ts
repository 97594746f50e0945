import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The pages for users, those that are generated too; ADRs speak of what was. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md') && !name.startsWith('adr/'))
    .sort()
    .map(name => join('docs', name)),
];

/** What stands between two fences. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a page, in its order. */
export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```/gm)].map(([, , language = '', inner = '']) => ({
    language,
    text: inner,
  }));
}

/** A command that a page tells its reader to type. */
export interface Command {
  readonly page: string;
  /** Without its comment. */
  readonly line: string;
  /** The exit code that its comment promises: `# exit 1 BLOCK`. */
  readonly promised: number | null;
}

/** Every command of a page: of its blocks in their order, then those in its sentences. */
export const commandsOf = (page: string): readonly Command[] => [
  ...blocksOf(page).flatMap(block => linesOf(block).flatMap(line => commandOf(page, line))),
  ...inSentences(page).flatMap(line => commandOf(page, line)),
];

function commandOf(page: string, text: string): readonly Command[] {
  const [, command = '', comment = ''] = /^(.*?)(?:(?:^|\s+)#(?!!)\s*(.*))?$/.exec(text.trim()) ?? [];
  const promised = /^exit (\d+) [A-Z]+$/.exec(comment)?.[1];
  if (command === '' || command.startsWith('#!')) return [];
  return [{ page, line: command, promised: promised === undefined ? null : Number(promised) }];
}

function linesOf({ language, text }: Block): readonly string[] {
  const lines = text.split('\n');
  switch (language) {
    case 'bash':
    case 'sh':
      return lines;
    case 'yaml':
      return scriptsIn(parse(text));
    case 'groovy':
      return [...text.matchAll(/\bsh '([^']*)'/g)].map(([, command = '']) => command);
    case 'text':
      // The help of a command: its examples, up to where two spaces begin what each is for.
      return [...text.matchAll(/^Examples:\n((?: .*\n)*)/gm)].flatMap(([, examples = '']) =>
        [...examples.matchAll(/^ {2}(\S.*?)(?: {2,}.*)?$/gm)].map(([, command = '']) => command),
      );
    case '':
    case 'console':
      return lines.filter(line => line.startsWith('$ ')).map(line => line.slice(2));
    default:
      return [];
  }
}

/** What `run` and `script` of a pipeline give to a shell. */
function scriptsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'run' || key === 'script' ? [inner].flat().map(String) : scriptsIn(inner),
  );
}

/** What has a placeholder in it is a form, and no command. */
const inSentences = (page: string): readonly string[] =>
  [
    ...readFileSync(page, 'utf8')
      .replaceAll(/^( *)```[\s\S]*?^\1```/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ]
    .map(([, code = '']) => code)
    .filter(code => /^(?:npx |npm |orixoon |node bin\/)/.test(code) && !code.includes('<'));
