import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReport } from '../../../src/report/read.ts';
import { foldReport } from '../../../src/report/report.ts';
import { listRuns } from '../../../src/report/run-names.ts';
import { healedRun, stamped } from './stories.ts';

const PROCESSES = 10;
const checkout = new URL('../../..', import.meta.url).pathname;
const report = foldReport(stamped(healedRun));

/** Waits for the starting shot, then opens, writes and finishes a run in the second it is told. */
const RUNNER = `
import { existsSync } from 'node:fs';
import { claimRun } from './src/report/run-directory.js';
const [reports, shot, story] = process.argv.slice(2);
const { events, report } = JSON.parse(story);
while (!existsSync(shot)) await new Promise(resolve => setImmediate(resolve));
const run = claimRun(reports, new Date('2025-01-10T14:30:15Z')).open();
for (const event of events) run.append(event);
run.finish({ ...report, run_id: run.runId });
run.prune(100);
process.stdout.write(run.runId);
`;

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'orixoon-at-once-'));
  const source = join(checkout, 'src/report/run-directory.ts');
  const options = {
    extends: join(checkout, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      noCheck: true,
      rootDir: checkout,
      outDir: root,
      typeRoots: [join(checkout, 'node_modules/@types')],
    },
    include: [],
    files: [source],
  };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(options));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'runner.js'), RUNNER);
  await execa(join(checkout, 'node_modules/.bin/tsc'), ['-p', join(root, 'tsconfig.json')]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Looks at a path again and again until it is over: was it ever there, and how often was it gone again? */
async function watch(path: string, over: AbortSignal): Promise<{ hasBeen: boolean; gone: number }> {
  let hasBeen = false;
  let gone = 0;
  while (!over.aborted) {
    const isThere = existsSync(path);
    if (hasBeen && !isThere) gone += 1;
    hasBeen ||= isThere;
    await new Promise(resolve => setImmediate(resolve));
  }
  return { hasBeen, gone };
}

test('ten processes in one second get ten directories, each whole, and `latest` is never gone', async () => {
  const reports = join(root, 'reports');
  const shot = join(root, 'shot');
  const story = JSON.stringify({ events: stamped(healedRun), report });
  const runs = Array.from({ length: PROCESSES }, () => execa('node', [join(root, 'runner.js'), reports, shot, story]));
  const all = Promise.all(runs);
  const over = new AbortController();
  const watching = watch(join(reports, 'latest'), over.signal);
  writeFileSync(shot, '');
  const names = (await all.finally(() => over.abort())).map(({ stdout }) => stdout);
  expect(await watching).toEqual({ hasBeen: true, gone: 0 });
  expect(new Set(names).size).toBe(PROCESSES);
  expect(listRuns(reports)).toEqual([
    '20250110_143015',
    ...Array.from({ length: PROCESSES - 1 }, (_, nth) => `20250110_143015_${nth + 2}`),
  ]);
  for (const name of names) {
    expect(readReport(join(reports, name)).run_id).toBe(name);
    expect(
      readFileSync(join(reports, name, 'events.ndjson'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(healedRun.length);
  }
  expect(names).toContain(readReport(join(reports, 'latest')).run_id);
});
