import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logLines } from '../../../src/clients/docker-log.ts';

const frame = (channel: number, bytes: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt8(channel, 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
};

async function* torn(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function collect(bytes: Buffer, size: number, hasTty = false): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of logLines(torn(bytes, size), hasTty)) lines.push(line);
  return lines;
}

test('however the bytes are torn, the lines are the same, and no character is lost', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map(text => text.replace(/[\r\n]/g, '_'));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), async (lines, size) => {
      const text = Buffer.from(lines.map(one => `${one}\n`).join(''));
      // Frames that end in the middle of a character.
      const frames = [...text].reduce<Buffer[]>(
        (all, _, at) => (at % 7 === 0 ? [...all, frame(1, text.subarray(at, at + 7))] : all),
        [],
      );
      expect(await collect(Buffer.concat(frames), size)).toEqual(lines);
      expect(await collect(text, size, true)).toEqual(lines);
    }),
  );
});

test('two channels that interrupt each other keep their lines apart', async () => {
  const parts = [frame(1, Buffer.from('out ')), frame(2, Buffer.from('err\n')), frame(1, Buffer.from('put\nrest'))];
  expect(await collect(Buffer.concat(parts), 3)).toEqual(['err', 'out put', 'rest']);
});

test('a long line is cut at 2 KB, between characters, and what follows is whole', async () => {
  const [first, second] = await collect(Buffer.from(`${'é'.repeat(2000)}\nnext`), 100, true);
  expect(first).toBe(`${'é'.repeat(1024)}…`);
  expect(second).toBe('next');
  const [odd] = await collect(Buffer.from(`x${'é'.repeat(2000)}\n`), 100, true);
  expect(odd).toBe(`x${'é'.repeat(1023)}…`);
});
