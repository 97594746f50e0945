import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfigText } from '../../../src/config/config-file.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { UsageError } from '../../../src/errors.ts';
import { errorOf, file, folder, load } from './config-on-disk.ts';

const usage = (error: Error): string => {
  expect(error).toBeInstanceOf(UsageError);
  return error.message;
};
const messageOf = (path: string): string => {
  try {
    readConfigText(path);
  } catch (error) {
    return usage(error as Error);
  }
  throw new Error('it was read');
};

describe('a file that is no config says what it is and what to do', () => {
  test('absent', () => {
    expect(messageOf(join(folder, 'nowhere.json'))).toMatch(
      /^no config at .*nowhere.json. Write one with orixoon init, or name yours with --config <file>$/,
    );
    load('{}');
    expect(messageOf(join(file, 'below-a-file.json'))).toMatch(/^no config at/);
  });

  test('a link to nowhere', () => {
    symlinkSync(join(folder, 'gone'), join(folder, 'link.json'));
    expect(messageOf(join(folder, 'link.json'))).toMatch(/^no config at/);
  });

  test('a directory', () => {
    mkdirSync(join(folder, 'directory'));
    expect(messageOf(`${join(folder, 'directory')}/`)).toMatch(
      /is a directory; expected a file. Name it: --config .*directory\/healing_config.json/,
    );
  });

  test('a device', () => expect(messageOf('/dev/null')).toMatch(/is a pipe or a device/));

  test('a name that no file can have', () => expect(messageOf('a\0b')).toMatch(/cannot be read/));

  test.each([
    ['empty', '', /is empty; expected JSON/],
    ['blank', ' \n\t ', /is empty but for blanks and comments/],
    ['only a comment', '// later\n', /is empty but for blanks and comments/],
    ['binary, with NUL', Buffer.from([0x7b, 0, 0x7d]), /is binary; expected JSON text in UTF-8/],
    ['binary, no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), /is binary/],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), /is binary/],
    ['5 MB', Buffer.alloc(5_000_000, ' '), /is larger than 1 MiB/],
    ['a byte too large', Buffer.alloc(1024 * 1024 + 1, ' '), /is larger than 1 MiB/],
  ])('%s', (_name, content, message) => expect(usage(errorOf(content))).toMatch(message));

  test('forbidden', () => {
    load('{}');
    chmodSync(file, 0);
    // Root may read everything: as root, look as somebody else.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      expect(messageOf(file)).toMatch(/may not be read by this user \(EACCES\)/);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(file, 0o600);
    }
  });
});

test('the largest file that is allowed loads', () => {
  expect(load(`{}${' '.repeat(1024 * 1024 - 2)}`).settings.environment).toBe('default');
});

test('a file full of unknown keys is told in time', () => {
  const keys = Array.from({ length: 60_000 }, (_, index) => `"unknown${index}":0`).join(',');
  const startedAt = performance.now();
  errorOf(`{${keys}}`);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('the problems name the file as it was given', () => {
  load('{}');
  expect(() => loadConfig(join(folder, 'none.json'), {})).toThrow(join(folder, 'none.json'));
  expect(errorOf('{"a": 1}').message).toMatch(`${file}:1:2: "a" is no key of the config`);
});
