import { Buffer } from 'node:buffer';

const LINE_CAP_BYTES = 2048;
const HEADER_BYTES = 8;

/**
 * The lines of a container's log as they stream in, stdout and stderr each put together, each cut at 2 KB. Without a
 * terminal Docker sends frames of eight header bytes (channel, length) and payload; with one, bare bytes.
 */
export async function* logLines(body: AsyncIterable<Buffer>, hasTty: boolean): AsyncGenerator<string> {
  const channels = new Map<number, Splitter>();
  for await (const { channel, bytes } of hasTty ? bare(body) : frames(body)) {
    const splitter = channels.get(channel) ?? splitLines();
    channels.set(channel, splitter);
    yield* splitter.push(bytes);
  }
  for (const splitter of channels.values()) yield* splitter.rest();
}

interface Piece {
  readonly channel: number;
  readonly bytes: Buffer;
}

async function* bare(body: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  for await (const bytes of body) yield { channel: 1, bytes };
}

async function* frames(body: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let header = Buffer.alloc(0);
  let channel = 0;
  let left = 0;
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length;) {
      if (left === 0) {
        const taken = chunk.subarray(at, at + HEADER_BYTES - header.length);
        header = Buffer.concat([header, taken]);
        at += taken.length;
        if (header.length < HEADER_BYTES) break;
        channel = header.readUInt8(0);
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      } else {
        const bytes = chunk.subarray(at, at + left);
        at += bytes.length;
        left -= bytes.length;
        yield { channel, bytes };
      }
    }
  }
}

interface Splitter {
  push(bytes: Buffer): Generator<string>;
  rest(): Generator<string>;
}

/** Split at the byte level, so that no character is torn between two pieces; what is beyond the cap is dropped unread. */
function splitLines(): Splitter {
  let kept: Buffer[] = [];
  let length = 0;
  let isOpen = false;
  const keep = (bytes: Buffer): void => {
    const room = LINE_CAP_BYTES - Math.min(length, LINE_CAP_BYTES);
    // Copied: a slice would hold the whole chunk in memory.
    if (room > 0) kept.push(Buffer.from(bytes.subarray(0, room)));
    length += bytes.length;
    isOpen = true;
  };
  const take = (): string => {
    const text = Buffer.concat(kept).toString('utf8').replace(/\r+$/, '');
    const isCut = length > LINE_CAP_BYTES;
    kept = [];
    length = 0;
    isOpen = false;
    return isCut ? `${text.replace(/\uFFFD+$/, '')}…` : text;
  };
  return {
    *push(bytes) {
      let from = 0;
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
        keep(bytes.subarray(from, end));
        yield take();
        from = end + 1;
      }
      if (from < bytes.length) keep(bytes.subarray(from));
    },
    *rest() {
      if (isOpen) yield take();
    },
  };
}
