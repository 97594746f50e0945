import { expect, test } from 'vitest';
import { manPage } from '../../scripts/man-page.ts';
import { everywhere, helpTexts } from '../../src/cli/help-texts.ts';
import manifest from '../../package.json' with { type: 'json' };

const { path, text } = manPage();
const lines = text.trimEnd().split('\n');
const signs: Readonly<Record<string, string>> = {
  ...{ '\\-': '-', '\\e': '\\', '\\&': '', '\\(aq': "'", '\\(ga': '`', '\\(ha': '^', '\\(ti': '~', '\\(dq': '"' },
};
/** As a reader sees it. */
const shown = lines
  .filter(line => !line.startsWith('.\\"'))
  .map(line => line.replace(/^\.(?:TH|S[HS]|B) "?/, '').replace(/"$/, ''))
  .join(' ')
  .replaceAll(/\\(?:&|\((?:aq|ga|ha|ti|dq)|.)/g, sign => signs[sign] ?? sign);

test('it is plain roff: requests that every reader knows, short lines, nothing beyond ASCII', () => {
  for (const line of lines) {
    expect(line).toMatch(/^(?:\.(?:\\"|TH |SH "|SS "|B |TP$|PP$|br$|nh$|ad l$)|[^.'\s])/);
    expect(line).toMatch(/^[\x20-\x7e]{1,81}$/);
    // Each backslash begins a sign that is meant.
    expect(line.replaceAll(/\\(?:["e&-]|\((?:aq|ga|ha|ti|dq)|\[u[\dA-F]{4,6}\])/g, '')).not.toContain('\\');
  }
});

test('it says what --help says, of every command', () => {
  expect(manifest.man).toEqual([path]);
  for (const [name, { changes, examples, exits }] of Object.entries(helpTexts)) {
    expect(text).toContain(name === '' ? '.SH "NAME"' : `.SS "orixoon ${name}`);
    for (const words of [changes, ...examples.flat(), ...exits.flat()]) expect(shown).toContain(words);
  }
  for (const words of [everywhere.output, ...everywhere.environment.flat(), ...everywhere.files.flat()])
    expect(shown).toContain(words);
});

test('what means something to roff is shown as it stands', () => {
  expect(text).toContain('.B "\\-\\-fail\\-on <what>"');
  expect(text).not.toMatch(/^\.(?![A-Z]|br$|nh$|ad l$|\\")/m);
});
