import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { firstLines, printable } from '../../src/cli/printable.ts';
import { readIssueFile } from '../../src/commands/issue-file.ts';
import type { ContainerRow } from '../../src/clients/docker-types.ts';
import { jsonText } from '../../src/core/json.ts';
import { isListed } from '../../src/core/rules.ts';
import { UsageError } from '../../src/errors.ts';
import { LedgerError } from '../../src/ledger/ledger-error.ts';
import { ledgerFile } from '../../src/ledger/ledger-file.ts';
import { openLedger, readLedger } from '../../src/ledger/ledger.ts';
import { catalogue } from '../../src/systems/catalogue.ts';
import { resolveContainer } from '../../src/systems/container-target.ts';
import { quote, quoteTable } from '../../src/systems/table-name.ts';
import { attempt, now } from '../unit/core/given.ts';
import { hostileText, OBEYED, ORDERS } from '../unit/report/hostile.ts';

const folder = mkdtempSync(join(tmpdir(), 'orixoon-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const runs = { numRuns: 200 };

test('JSON that is printed is the same value, and steers nothing', () => {
  const value = fc.oneof(
    hostileText,
    fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
    fc.array(hostileText, { maxLength: 3 }),
  );
  fc.assert(
    fc.property(value, given => {
      const text = jsonText(given);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
      expect(OBEYED.exec(text)).toBeNull();
      expect(ORDERS.exec(text)).toBeNull();
    }),
    runs,
  );
});

test('a line that is printed steers no terminal and no CI runner', () => {
  fc.assert(
    fc.property(hostileText, text => {
      for (const line of [printable(text, 600), ...firstLines(text, 5, 600)]) {
        expect(OBEYED.exec(line)).toBeNull();
        expect(ORDERS.exec(line)).toBeNull();
      }
    }),
    runs,
  );
});

test('the ledger of an environment lies in its directory, and no two share one', () => {
  const files = new Map<string, string>();
  fc.assert(
    fc.property(
      fc.oneof(hostileText, fc.constantFrom('Staging', 'staging', 'STAGING', 'staging ', '.', '..', '')),
      name => {
        const file = ledgerFile(folder, name);
        expect(resolve(file).startsWith(join(folder, '.orixoon') + sep)).toBe(true);
        expect(file.slice(folder.length).split(sep)).toHaveLength(3);
        expect(file.split(sep).at(-1)).toMatch(/^[a-z0-9._~-]{1,200}$/);
        // Some disks take two cases for one.
        expect(files.get(file.toLowerCase()) ?? name).toBe(name);
        files.set(file.toLowerCase(), name);
      },
    ),
    runs,
  );
});

test('an issue file of any bytes is refused in few words, or names what stands in it', () => {
  const file = join(folder, 'issues.json');
  const row = fc.record(
    { type: fc.oneof(hostileText, fc.constantFrom('container_stuck', 'redis_memory_full')), target: hostileText },
    { requiredKeys: [] },
  );
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
    hostileText.map(text => Buffer.from(text)),
    fc.array(row, { maxLength: 3 }).map(rows => Buffer.from(JSON.stringify(rows))),
    fc.json().map(text => Buffer.from(text)),
  );
  fc.assert(
    fc.property(content, bytes => {
      writeFileSync(file, bytes);
      try {
        const named = readIssueFile(file, catalogue);
        const written = JSON.parse(bytes.toString('utf8')) as { type: string; target?: string }[];
        expect(named.map(({ issue, target }) => [issue, target])).toEqual(
          written.map(({ type, target }) => [type, target ?? null]),
        );
        for (const { issue } of named) expect(Object.keys(catalogue.issues)).toContain(issue);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as Error).message.length).toBeLessThan(4000);
      }
    }),
    runs,
  );
});

test('a ledger with lines of anybody’s is refused, or counts every attempt that was in it', () => {
  const place = { min: 0, max: 1, noNaN: true };
  const line = fc.oneof(
    hostileText.map(text => Buffer.from(text)),
    fc.uint8Array({ maxLength: 50 }).map(bytes => Buffer.from(bytes)),
    fc.json().map(text => Buffer.from(text)),
    fc
      .constantFrom(
        '{"kind":"reserved"}',
        '{"kind":"settled","id":"9","result":"stale"}',
        '{"__proto__":{"kind":"reserved"}}',
      )
      .map(text => Buffer.from(text)),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), line, fc.double(place), (count, forged, where) => {
      const directory = mkdtempSync(join(folder, 'ledger-'));
      const ledger = openLedger(directory, 'x', now);
      for (let n = 0; n < count; n++) {
        const { result, ...reserved } = attempt({ id: `${n}`, result: 'unsettled' });
        expect(result).toBe('unsettled');
        ledger.reserve(reserved);
      }
      ledger.close();
      const file = ledgerFile(directory, 'x');
      const lines = readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map(text => Buffer.from(`${text}\n`));
      lines.splice(Math.floor(where * (lines.length + 1)), 0, Buffer.concat([forged, Buffer.from('\n')]));
      writeFileSync(file, Buffer.concat(lines));
      try {
        expect(readLedger(directory, 'x').length).toBeGreaterThanOrEqual(count);
      } catch (error) {
        expect(error).toBeInstanceOf(LedgerError);
      }
      rmSync(directory, { recursive: true });
    }),
    { numRuns: 100 },
  );
});

test('a line of ten megabytes in a ledger is refused, or read', () => {
  const directory = mkdtempSync(join(folder, 'long-'));
  openLedger(directory, 'x', now).close();
  writeFileSync(ledgerFile(directory, 'x'), `{"kind":"${'x'.repeat(10_000_000)}"}\n`);
  try {
    readLedger(directory, 'x');
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(LedgerError);
    expect((error as Error).message.length).toBeLessThan(1000);
  }
});

const container = (name: string): ContainerRow => ({
  ...{ id: name, name, state: 'running', health: null, networkOf: null, labels: {} },
  ...{ project: null, service: null, workingDir: null },
});

test('a container is found by its whole name or not at all', () => {
  const name = fc.oneof(
    hostileText,
    fc.constantFrom('redis', 'redis2', 'Redis', '/redis', 'redis ', '-f', '*', 're', 'a/redis'),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 6 }), name, (names, wanted) => {
      const found = resolveContainer(names.map(container), { name: wanted });
      const same = names.filter(one => one === wanted).length;
      if (found === null) expect(same).toBe(0);
      else if ('ambiguous' in found) expect(same).toBeGreaterThan(1);
      else expect(found.name).toBe(wanted);
    }),
    runs,
  );
});

test('a name on a blacklist is protected as it stands, whatever is in it', () => {
  fc.assert(
    fc.property(
      hostileText.filter(text => text !== '' && text.length < 5000),
      name => {
        expect(isListed([name], [name])).toBe(name);
        expect(
          isListed(
            [`x${name}`, `${name}x`].filter(one => !name.includes('*') && one.toLowerCase() !== name.toLowerCase()),
            [name],
          ),
        ).toBeUndefined();
      },
    ),
    runs,
  );
});

test('an identifier is quoted so that nothing of it ends the quotes', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (schema, name) => {
      expect(quote(name)).toMatch(/^"(?:[^"]|"")*"$/);
      expect(quoteTable({ schema, name })).toMatch(/^"(?:[^"]|"")*"\."(?:[^"]|"")*"$/);
    }),
    runs,
  );
});
