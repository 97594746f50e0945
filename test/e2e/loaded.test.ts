import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { start } from './orixoon.ts';

const folder = mkdtempSync(join(tmpdir(), 'orixoon-loaded-'));
const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const parts = readdirSync(dist).filter(name => name.endsWith('.cjs'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** By what a library is known, whatever file it was bundled into. */
const telltales = {
  pg: 'Connection terminated unexpectedly',
  ioredis: 'MaxRetriesPerRequestError',
  'docker-modem': 'Sending: %s',
};

/** The files that Node loaded for a command, as its own coverage has them. */
async function loadedFor(...args: string[]): Promise<string[]> {
  const into = mkdtempSync(join(folder, 'coverage-'));
  expect((await start(args, { NODE_V8_COVERAGE: into })).exitCode).toBe(0);
  const files = readdirSync(into).map(
    name => JSON.parse(readFileSync(join(into, name), 'utf8')) as { result: { url: string }[] },
  );
  return files.flatMap(({ result }) => result.map(({ url }) => url)).filter(url => url.startsWith('file:'));
}

const librariesIn = (paths: readonly string[]): string[] => {
  const texts = paths.map(path => readFileSync(path, 'utf8'));
  return Object.entries(telltales).flatMap(([name, words]) => (texts.some(text => text.includes(words)) ? [name] : []));
};

test('every part is strict, as a module is', () => {
  expect(parts).toContain('main.cjs');
  for (const name of parts) expect(readFileSync(join(dist, name), 'utf8'), name).toMatch(/^"use strict";/);
});

test('the libraries are told by their words', () => {
  expect(librariesIn(parts.map(name => join(dist, name)))).toEqual(Object.keys(telltales));
});

test.each([[['--help']], [['--version']], [['validate', '--config', join(folder, 'healing_config.json')]]])(
  '%j loads no client, and nothing from node_modules',
  async args => {
    const connections = { database: { url: 'postgresql://127.0.0.1/none' }, redis: { url: 'redis://127.0.0.1' } };
    writeFileSync(join(folder, 'healing_config.json'), JSON.stringify({ environment: 'loaded', connections }));
    const urls = await loadedFor(...args);
    expect(urls.length).toBeGreaterThan(1);
    expect(urls.filter(url => url.includes('node_modules'))).toEqual([]);
    expect(librariesIn(urls.map(url => fileURLToPath(url)))).toEqual([]);
  },
);
