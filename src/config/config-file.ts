import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../errors.ts';

const MAX_BYTES = 1024 * 1024;

/** The text of a config file, without a byte order mark. UsageError where there is no such text, in words that say what to do. */
export function readConfigText(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > MAX_BYTES) throw tooLarge(file);
  if (bytes.length === 0)
    throw new UsageError(`the config ${file} is empty; expected JSON. The least that is one: {"connections": {}}`);
  const text = decode(bytes);
  if (text === undefined || text.includes('\0'))
    throw new UsageError(
      `the config ${file} is binary; expected JSON text in UTF-8. Name the right file with --config`,
    );
  return text;
}

const tooLarge = (file: string): UsageError =>
  new UsageError(
    `the config ${file} is larger than 1 MiB; expected a few kilobytes. Name the right file with --config`,
  );

function readBytes(file: string): Buffer {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    throw unreadable(file, error);
  }
  try {
    const status = fstatSync(handle);
    if (status.isDirectory())
      throw new UsageError(
        `the config ${file} is a directory; expected a file. Name it: --config ${file.replace(/\/+$/, '')}/healing_config.json`,
      );
    if (!status.isFile())
      throw new UsageError(
        `the config ${file} is a pipe or a device; expected an ordinary file. Copy it into one, and name that with --config`,
      );
    return readAtMost(handle, MAX_BYTES + 1);
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(file, error);
  } finally {
    closeSync(handle);
  }
}

/** Not the size that the system tells, but what is really there to be read. */
export function readAtMost(handle: number, limit: number): Buffer {
  const buffer = Buffer.alloc(limit);
  let length = 0;
  while (length < limit) {
    const read = readSync(handle, buffer, length, limit - length, null);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

function unreadable(file: string, cause: unknown): UsageError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new UsageError(`no config at ${file}. Write one with orixoon init, or name yours with --config <file>`, {
      cause,
    });
  if (code === 'EACCES' || code === 'EPERM')
    return new UsageError(
      `the config ${file} may not be read by this user (${code}); expected a file that it may read. Let this user read it, or name another with --config`,
      {
        cause,
      },
    );
  return new UsageError(
    `the config ${file} cannot be read (${code}); expected a readable file. Name another with --config`,
    { cause },
  );
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
