import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { editorSchema } from './editor-schema.ts';
import type { JsonSchema } from '../src/config/json-schema.ts';
import { configSchema } from '../src/config/schema.ts';

/** A generated file of the repository. */
export interface SchemaFile {
  /** From the top of the repository. */
  readonly path: string;
  readonly text: string;
}

/** The committed files that follow from the schema; `npm run schemas` writes them. */
export function schemaFiles(): readonly SchemaFile[] {
  return [
    { path: 'schemas/healing_config.schema.json', text: `${JSON.stringify(editorSchema)}\n` },
    { path: 'schemas/validate-healing-config.js', text: validatorText() },
  ];
}

function validatorText(): string {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    inlineRefs: false,
    messages: false,
    // Else the code would ask for a file of Ajv's at run time, only to count letters beyond the basic plane as one.
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(shareAlike(configSchema), 'config');
  // Where in the schema, and beside what: nobody asks, and it is a fifth of what has to be read at every start.
  const code = standaloneCode
    .default(ajv, { validateShape: 'config' })
    .replaceAll(/,schemaPath:"[^"]*"/g, '')
    .replaceAll(/,parentData:[^,{}]+,parentDataProperty:(?:"[^"]*"|[\w$]+),rootData\}/g, '}')
    .replaceAll(', parentData, parentDataProperty, rootData=data}={}', '}={}');
  return `// Made by Ajv from src/config/schema.ts: npm run schemas. Not to be edited.\n${code}\n`;
}

/** Keywords that constrain nothing. */
const remarks = new Set(['title', 'description', 'default', 'examples']);

/** The constraints of the schema alone, each that occurs more than once written down once: a third of the code. */
function shareAlike(schema: JsonSchema): object {
  const definitions: Record<string, object> = {};
  const names = new Map<string, string>();
  const strip = ({ properties, items, ...rest }: JsonSchema): object => ({
    ...Object.fromEntries(Object.entries(rest).filter(([keyword]) => !remarks.has(keyword))),
    ...(items === undefined ? {} : { items: share(items) }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, share(inner)])) }),
  });
  const share = (inner: JsonSchema): object => {
    const constraints = strip(inner);
    const text = JSON.stringify(constraints);
    const name = names.get(text) ?? `shared${names.size}`;
    names.set(text, name);
    definitions[name] = constraints;
    return { $ref: `#/definitions/${name}` };
  };
  return { ...strip(schema), definitions };
}
