import { format } from 'prettier';
import { helpTexts } from '../src/cli/help-texts.ts';
import { parseArgv } from '../src/cli/program.ts';
import type { JsonSchema } from '../src/config/json-schema.ts';
import { configSchema } from '../src/config/schema.ts';
import { catalogue, fittingActions } from '../src/systems/catalogue.ts';
import { systems } from '../src/systems/registry.ts';
import reportSchema from '../schemas/report.schema.json' with { type: 'json' };
import { manPage } from './man-page.ts';
import type { SchemaFile } from './schema-files.ts';

const made = '<!-- Made by `npm run reference`: a change here is lost. -->';

/** The committed pages of the reference and the manual page, made of the program itself; `npm run reference` writes them. */
export async function referenceFiles(): Promise<readonly SchemaFile[]> {
  const pages = {
    'configuration.md': configuration(),
    'issues-and-actions.md': issuesAndActions(),
    'command-line.md': await commandLine(),
    'report.md': report(),
  };
  const texts = await Promise.all(
    Object.entries(pages).map(async ([name, text]) => ({
      path: `docs/reference/${name}`,
      text: await format(`${made}\n\n${text}\n`, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' }),
    })),
  );
  return [...texts, manPage()];
}

/** A cell of a table: one line, and no bar of its own. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

interface Key {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Every key below a section that holds a value of its own, deepest names last. */
function keysOf(schema: JsonSchema, path = ''): readonly Key[] {
  const inner = schema.items?.properties ? schema.items : schema;
  const below = Object.entries(inner.properties ?? {}).flatMap(([name, property]) => {
    const key = path === '' ? name : `${path}${schema.items ? '[]' : ''}.${name}`;
    return [{ path: key, schema: property }, ...keysOf(property, key)];
  });
  return below;
}

function typeOf({ type, items, enum: choices, minimum, maximum }: JsonSchema): string {
  if (choices) return choices.map(choice => JSON.stringify(choice)).join(', ');
  if (type === 'array') return items?.type === undefined ? 'list' : `list of ${items.type}`;
  const bounds = [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(maximum === undefined ? [] : [`to ${maximum}`]),
  ];
  return [type ?? '', ...bounds].join(' ');
}

/** Defaults that are one value; a section's own are those of its keys. */
function defaultOf({ default: preset, properties }: JsonSchema): string {
  if (preset === undefined || properties !== undefined) return '';
  return code(JSON.stringify(preset));
}

function configuration(): string {
  const sections = Object.entries(configSchema.properties ?? {}).map(([name, schema]) => {
    const rows = keysOf(schema).map(({ path, schema: key }) => [
      code(path),
      cell(typeOf(key)),
      defaultOf(key),
      cell(key.description ?? ''),
    ]);
    const own = `## ${name}\n\n${schema.description ?? ''}`;
    if (rows.length === 0)
      return `${own}\n\n${table(['type', 'default', 'example'], [[cell(typeOf(schema)), defaultOf(schema), code(JSON.stringify(schema.examples?.[0] ?? ''))]])}`;
    return `${own}\n\n${table(['key', 'type', 'default', 'what'], rows)}`;
  });
  return [
    '# Configuration',
    '`healing_config.json`: JSON with comments and trailing commas. `${NAME}` reads the environment and must be set, `${NAME:-default}` need not be, `$$` is a dollar. Unknown and duplicate keys are errors. Without a default a key may be left out, and what needs it is skipped and says so. `[]` stands for each entry of a list.',
    ...sections,
  ].join('\n\n');
}

function issuesAndActions(): string {
  const phases = systems.map(({ id, title, checks }) => {
    const own = Object.entries(catalogue.issues).filter(([, { phase }]) => phase === id);
    const rows = own.map(([type, issue]) => {
      const fitting = fittingActions(issue, catalogue.actions).map(action => action.id);
      const others = fitting
        .filter(action => action !== issue.action)
        .map(code)
        .join(', ');
      return [
        `[${code(type)}](../issues/${id.replaceAll('_', '-')}/${type}.md)`,
        cell(issue.meaning),
        issue.action === null ? 'only reported' : code(issue.action),
        others,
      ];
    });
    return [
      `## ${id}`,
      `${title}. Checks: ${checks.map(check => `${code(check.id)} (${cell(check.title)})`).join(', ')}.`,
      ...(rows.length === 0
        ? []
        : [table(['issue type', 'it is one when', 'default action', 'others that fit'], rows)]),
    ].join('\n\n');
  });
  const actions = Object.values(catalogue.actions).map(({ id, title, risk, budget, fits }) => [
    code(id),
    cell(title),
    risk,
    budget,
    fits.join(', '),
  ]);
  return [
    '# Phases, issues and actions',
    'What is looked at, what is an issue, and what may be done about it. High risk always asks. `orixoon explain <issue type>` says more of one, with the policy of your config.',
    ...phases,
    '## Actions',
    table(['action', 'what it does', 'risk', 'budget', 'fits'], actions),
  ].join('\n\n');
}

async function commandLine(): Promise<string> {
  const help = async (...argv: readonly string[]): Promise<string> => {
    const asked = await parseArgv([...argv, '--help'], '');
    return asked.command === 'print' ? asked.text.trimEnd() : '';
  };
  const known = Object.keys(helpTexts).filter(name => name !== '');
  const pages = await Promise.all(
    known.map(async name => `## orixoon ${name}\n\n\`\`\`text\n${await help(name)}\n\`\`\``),
  );
  return ['# Command line', `\`\`\`text\n${await help()}\n\`\`\``, ...pages].join('\n\n');
}

function report(): string {
  const schema = reportSchema as unknown as JsonSchema;
  const rows = keysOf(schema).map(({ path, schema: key }) => [
    code(path),
    cell(typeOf(key)),
    cell(key.description ?? ''),
  ]);
  return [
    '# report.json',
    `${schema.description ?? ''} Its schema is \`schemas/report.schema.json\`. Beside it lie report.html, junit.xml, healing_actions.log, and events.ndjson, which is written as things happen.`,
    table(['field', 'type', 'what'], rows),
  ].join('\n\n');
}
