import { expect } from 'vitest';

/** Every tag of the page by name, so that one too many shows. */
const tagNames = (html: string): Set<string> =>
  new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name));
const OURS = new Set(
  'a b body br code dd details div dl dt footer h1 h2 h3 h4 head header html li link main meta ol p pre rect section span style summary svg table tbody td th thead time title tr ul'.split(
    ' ',
  ),
);

const attributes = (html: string): string[] =>
  [...html.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) =>
    [...tag.matchAll(/\s([a-z-]+)=/gi)].map(([, name = '']) => name),
  );

/** No element, attribute or character of the page's body that the report did not make itself. */
export function expectOnlyOurs(html: string): void {
  const body = html.slice(html.indexOf('</style>'));
  expect([...tagNames(body)].filter(name => !OURS.has(name))).toEqual([]);
  expect(attributes(body).filter(name => /^(on.*|style|src|srcdoc)$/i.test(name))).toEqual([]);
  expect(body).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\u202a-\u202e]/u);
}
