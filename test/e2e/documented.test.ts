import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConfigPart } from '../../src/practice/config.ts';
import { practiceConfig } from '../../src/practice/config.ts';
import { withDatabase } from '../../src/practice/faults/fault.ts';
import type { Command } from '../house/pages.ts';
import { blocksOf, commandsOf, pages } from '../house/pages.ts';
import { httpServer, status } from '../integration/notify/http-server.ts';
import { runs } from './documented-commands.ts';
import type { Practice } from './practice.ts';
import { practice } from './practice.ts';
import type { Reader } from './reader.ts';
import { asPrinted, reader } from './reader.ts';

// test/house/docs.test.ts holds every command of the docs to be run here, or to be excused by name.

const TUTORIAL = 'docs/tutorial.md';
const STAGES = 'docs/how-to/staging-then-production.md';

let lab: Practice;
let channel: Awaited<ReturnType<typeof httpServer>>;
const readers = new Map<string, Reader>();
beforeAll(async () => {
  channel = await httpServer(status(200));
  lab = await practice('docs-');
});
afterAll(async () => {
  for (const one of readers.values()) one.leave();
  await channel.close();
  await lab.down();
});

const off = { enabled: false };
/** The config that the pages speak of: three connections, healed as often as one likes, and called staging. The tutorial has its own. */
const staging = (): ConfigPart =>
  practiceConfig(lab.stack, {
    environment: 'staging',
    auto_healing: { retry_delay_seconds: 1, stabilization: { interval_seconds: 0.2 } },
    safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 100 },
    phases: { workers: off, zoho_queue: off, application: off },
    notifications: { notification_channels: ['webhook'], webhook: { url: channel.url('/') } },
  });

/** As the page says it. Its `containers` would be all that run on the engine, those of other tests too: it gets the stack's. */
function production(): ConfigPart {
  const block = blocksOf(STAGES).find(({ text }) => text.startsWith('// production.json'));
  return { ...(parse(block?.text ?? '') as ConfigPart), phases: staging()['phases'] } as ConfigPart;
}

const issues = [{ type: 'container_not_running', target: 'docs-redis' }];
const deploy = '#!/bin/sh\necho "deployed ${1-}"\n';

/** Whose folder a page is read in: one for all issues. */
const deskOf = (page: string): string => (page.startsWith('docs/issues/') ? 'docs/issues' : page);

/** The reader of a page; the same one, if it is read again. */
function readerOf(page: string): Reader {
  const known = readers.get(deskOf(page));
  if (known !== undefined) return known;
  const fresh = reader(lab.stack, {
    'healing_config.json': staging(),
    'staging.json': staging(),
    'production.json': production(),
    'f.json': issues,
    'issues.json': issues,
    'deploy.sh': deploy,
  });
  readers.set(deskOf(page), fresh);
  return fresh;
}

/** What of these commands, typed in this order by one reader, did not end as it should. */
async function wrongOf(by: Reader, commands: readonly Command[]): Promise<string[]> {
  const lines = commands.flatMap(({ line }) => [runs[line]?.first ?? 'true', asPrinted(line, by)]);
  const typed = await by.type(lines);
  return commands.flatMap(({ page, line, promised }, index) => {
    const right = promised === null ? (runs[line]?.ends?.[0] ?? [0]) : [promised];
    const before = typed[2 * index];
    const { exitCode = null, output = '' } = typed[2 * index + 1] ?? {};
    if (before?.exitCode === 0 && exitCode !== null && right.includes(exitCode)) return [];
    return [`${page}: ${line}\nended with ${exitCode}, not ${right.join(' or ')}:\n${before?.output ?? ''}${output}`];
  });
}

/** Each command that is run, as the first page has it. */
const distinct = pages
  .filter(page => page !== TUTORIAL)
  .flatMap(commandsOf)
  .filter(({ line }, index, all) => all.findIndex(other => other.line === line) === index)
  .filter(({ line }) => Object.hasOwn(runs, line) && runs[line]?.in === undefined);

test('on a stack that is well: every command that leaves it so', async () => {
  const beside = distinct.filter(({ line }) => runs[line]?.isAlone !== true);
  const wrong: string[] = [];
  for (const desk of new Set(beside.map(({ page }) => deskOf(page))))
    wrong.push(
      ...(await wrongOf(
        readerOf(desk),
        beside.filter(({ page }) => deskOf(page) === desk),
      )),
    );
  expect(wrong.join('\n\n')).toBe('');
});

test('what breaks, stops or restarts something: one after the other, and the stack is well again', async () => {
  const alone = distinct.filter(({ line }) => runs[line]?.isAlone === true);
  expect(alone.length).toBeGreaterThan(5);
  const wrong: string[] = [];
  for (const command of alone) wrong.push(...(await wrongOf(readerOf(command.page), [command])));
  expect(wrong.join('\n\n')).toBe('');
  await lab.mend();
});

test('every SQL of the docs, by a superuser of the database', async () => {
  const statements = pages.flatMap(page => blocksOf(page).filter(({ language }) => language === 'sql'));
  expect(statements.length).toBeGreaterThan(5);
  await withDatabase(lab.stack, async client => {
    // The user that the pages call the application's.
    await client.query('CREATE ROLE app');
    for (const { text } of statements) await client.query(text);
  });
});

test('the tutorial, line after line', async () => {
  const [demo, ...rest] = commandsOf(TUTORIAL).filter(({ line }) => Object.hasOwn(runs, line));
  if (demo === undefined) throw new Error('expected the tutorial to begin with its demo');
  expect(rest.length).toBeGreaterThan(11);
  const by = readerOf(TUTORIAL);
  expect((await wrongOf(by, [demo])).join('\n\n')).toBe('');
  // It was this stack that the demo broke, and nobody else's.
  expect((await lab.state('redis')).running).toBe(false);
  expect((await wrongOf(by, rest)).join('\n\n')).toBe('');
});
