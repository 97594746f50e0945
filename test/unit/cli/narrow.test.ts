import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { columnsOf } from '../../../src/cli/columns.ts';
import { doctorText } from '../../../src/cli/doctor.ts';
import { explainText } from '../../../src/cli/explain.ts';
import { listText } from '../../../src/cli/list.ts';
import { parseArgv } from '../../../src/cli/program.ts';
import { refusalLines, refusalOf } from '../../../src/cli/refusal.ts';
import type { Availability } from '../../../src/doctor/availability.ts';
import { UsageError } from '../../../src/errors.ts';
import { catalogue } from '../../../src/systems/catalogue.ts';

const widest = (lines: readonly string[]): number => Math.max(...lines.map(columnsOf));
const words = (text: string): string => text.replace(/\s+/g, ' ');

test('a list in 80 columns has no line that a terminal breaks, and names all that the wide one names', () => {
  const lines = listText(catalogue, [], 80).split('\n');
  expect(widest(lines)).toBeLessThanOrEqual(80);
  for (const { id, risk, fits } of Object.values(catalogue.actions))
    expect(words(lines.join('\n'))).toContain(`${id} ${risk} ${fits.join(', ')}`);
  for (const [type, { title, action }] of Object.entries(catalogue.issues)) {
    const [line = ''] = lines.filter(one => one.startsWith(`    ${type} `));
    expect(line).toContain(action ?? 'reported, not healed');
    // In all of them or in none.
    expect(line).not.toContain(title);
  }
  expect(listText(catalogue, [], 120)).toBe(listText(catalogue));
});

test.each([40, 50, 60, 72])(
  'a list in %i columns: the same; what has no room beside its name stands beneath it',
  columns => {
    const systems = [{ id: 'redis', checks: [{ id: 'memory', title: 'word '.repeat(20).trim() }] }];
    const text = listText(catalogue, systems, columns);
    expect(widest(text.split('\n'))).toBeLessThanOrEqual(columns);
    for (const [type, { action }] of Object.entries(catalogue.issues))
      expect(words(text)).toContain(`${type} → ${action ?? 'reported'}`);
    for (const { id, risk, fits } of Object.values(catalogue.actions))
      expect(words(text)).toContain(`${id} ${risk} ${fits.join(', ')}`);
    expect(words(text)).toContain(`memory ${systems[0]?.checks[0]?.title ?? ''}`);
  },
);

test.each([40, 60, 77])('what explain says of every issue type fits in %i columns, its rule too', columns => {
  for (const type of Object.keys(catalogue.issues)) {
    const text = explainText(type, catalogue, null, '# t', columns);
    expect(widest(text.split('\n')), type).toBeLessThanOrEqual(columns);
    expect(words(text)).toBe(
      words(explainText(type, catalogue, null, '# t')).replace(/-{20,}/, '-'.repeat(columns - 2)),
    );
  }
  expect(() => explainText('table_locks', catalogue, null, '# t', 1)).not.toThrow();
});

test('a page in a terminal is wrapped at words, under the text of a list; code and tables are not', () => {
  const long = 'word '.repeat(30).trim();
  const page = `# t\n\n${long}\n- ${long}\n12. ${long}\n| ${long} |\n\`\`\`sh\n${long}\n\`\`\`\n${long}`;
  const shown = explainText('table_locks', catalogue, null, page, 60);
  const own = shown.slice(shown.indexOf('# t')).split('\n');
  const line = (indent: number, number: number): string => `${' '.repeat(indent)}${'word '.repeat(number).trim()}`;
  const prose = [line(0, 12), line(0, 12), line(0, 6)];
  expect(own).toEqual([
    ...['# t', '', ...prose],
    ...[`- ${line(0, 11)}`, line(2, 11), line(2, 8)],
    ...[`12. ${line(0, 11)}`, line(4, 11), line(4, 8)],
    ...[`| ${long} |`, '```sh', long, '```', ...prose],
  ]);
  expect(explainText('table_locks', catalogue, null, page)).toContain(page);
});

test('what cannot be done stands beneath its name where there is no room beside it', () => {
  const one = (name: string, state: Availability['state'], why: string | null): Availability => ({
    ...{ name, action: 'terminate_idle_transactions', state, why, isNeeded: false },
  });
  const heals = [
    one('stuck_transactions', 'not_set_up', 'connections.database is not configured'),
    one('connection_pool_exhausted', 'available', null),
  ];
  const place = { environment: 'e', config: `/${'long/'.repeat(12)}c.json`, version: '0' };
  const sound = { schema_version: 1, ready: true, exit_code: 0, duration_ms: 1 } as const;
  const consultation = { ...place, ...sound, parts: [], phases: [], heals };
  const options = { color: new Chalk({ level: 0 }), verbose: false, quiet: false };
  const narrow = doctorText(consultation, { ...options, columns: 80 });
  expect(widest(narrow)).toBeLessThanOrEqual(80);
  expect(narrow.join('\n')).toContain(
    `  - stuck_transactions → terminate_idle_transactions\n      not set up: connections.database is not configured\n`,
  );
  expect(narrow.join('\n')).toContain('  ✓ connection_pool_exhausted → terminate_idle_transactions  available');
  for (const columns of [undefined, 130])
    expect(doctorText(consultation, { ...options, columns }).join('\n')).toContain(
      '  - stuck_transactions → terminate_idle_transactions         not set up: connections.database is not configured',
    );
});

test('a refusal is wrapped in a terminal, hanging; not in a pipe, and no command that is to be copied', () => {
  const long = 'word '.repeat(10).trim();
  const refusal = { reasons: [long, `  a: ${long}`], advice: [`orixoon validate ${long}`] };
  expect(refusalLines(refusal, undefined)).toEqual([...refusal.reasons, ...refusal.advice]);
  expect(refusalLines(refusal, 30)).toEqual([
    ...['word word word word word', '  word word word word word'],
    ...['  a: word word word word', '    word word word word word', '    word'],
    `orixoon validate ${long}`,
  ]);
});

test.each([
  ['hael', '(Did you mean heal?)'],
  ['doctr', '(Did you mean doctor?)'],
])('an unknown command says which one is meant: %s', async (word, meant) => {
  await expect(parseArgv([word], '0')).rejects.toThrow(UsageError);
  await expect(parseArgv([word], '0')).rejects.toThrow(`unknown command '${word}'\n${meant}\n(orixoon --help`);
});

test('an unknown command that is like none names none', async () => {
  const thrown: unknown = await parseArgv(['somethingelse'], '0').catch((error: unknown) => error);
  expect(refusalOf(thrown).reasons).toEqual(["unknown command 'somethingelse'", '(orixoon --help lists the flags)']);
});
