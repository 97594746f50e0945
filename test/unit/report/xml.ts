/** An element of a parsed document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescaped(text: string): string {
  if (/<|\]\]>/.test(text)) throw new Error(`raw markup in a text: ${text.slice(0, 80)}`);
  return text.replace(/&([^;]*;?)/g, (whole, name: string) => {
    const value = name.endsWith(';') ? ENTITIES[name.slice(0, -1)] : undefined;
    if (value === undefined) throw new Error(`not an entity: ${whole.slice(0, 20)}`);
    return value;
  });
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  const rest = source.replace(/\s+([a-z]+)="([^"]*)"/g, (_, name: string, value: string) => {
    if (name in found) throw new Error(`attribute ${name} twice`);
    found[name] = unescaped(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`not attributes: ${rest.slice(0, 80)}`);
  return found;
}

/** A strict reader of the plain XML that JUnit files are made of: throws on whatever is not well-formed. */
export function parseXml(xml: string): Element {
  const bad = FORBIDDEN.exec(xml);
  if (bad) throw new Error(`a character that XML forbids: ${JSON.stringify(bad[0])}`);
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const top = (): Element => open.at(-1) ?? root;
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  if (body === xml) throw new Error('no XML declaration');
  for (const [, tag, text] of body.matchAll(/<((?:"[^"]*"|[^">])*)>|([^<]+)/g)) {
    if (tag === undefined) top().text += unescaped(text ?? '');
    else if (tag.startsWith('/')) {
      if (open.pop()?.name !== tag.slice(1)) throw new Error(`<${tag}> closes something else`);
    } else {
      const [, name, attributes, slash] = /^([a-z-]+)((?:\s+[a-z]+="[^"]*")*)\s*(\/?)$/.exec(tag) ?? [];
      if (name === undefined) throw new Error(`not a tag: <${tag.slice(0, 80)}>`);
      const element: Element = { name, attributes: attributesOf(attributes ?? ''), children: [], text: '' };
      top().children.push(element);
      if (slash === '') open.push(element);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || only === undefined) throw new Error('not one whole document');
  return only;
}

/** All elements of a name, at any depth. */
export const elements = (from: Element, name: string): Element[] => [
  ...(from.name === name ? [from] : []),
  ...from.children.flatMap(child => elements(child, name)),
];
