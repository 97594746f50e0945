const BLOCK = 512;
/** What ends an archive. */
const END = Buffer.alloc(2 * BLOCK);
/** Entries that only say more about the next one: long names, attributes. */
const PREFACES = new Set(['x', 'g', 'L', 'K']);
/** Longest name that fits a plain header. */
const NAME_BYTES = 100;

/** The first thing in an archive. */
export interface FirstEntry {
  readonly kind: 'file' | 'directory' | 'other';
  /** An archive of that entry alone, without what a file or a directory holds. */
  readonly alone: Buffer;
  /** True if nothing comes after it, so far as the bytes at hand tell. */
  readonly isLast: boolean;
}

/** Read the start of a tar archive; null where it holds nothing. */
export function firstEntryOf(archive: Buffer): FirstEntry | null {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    const type = String.fromCharCode(header.readUInt8(156));
    if (header.every(byte => byte === 0)) return null;
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
    const end = at + BLOCK;
    if (!PREFACES.has(type)) {
      const kind = type === '5' ? 'directory' : type === '0' || type === '\0' ? 'file' : 'other';
      const alone = Buffer.concat([archive.subarray(0, end), END]);
      return { kind, alone, isLast: archive.subarray(end).every(byte => byte === 0) };
    }
    at = end + Math.ceil(size / BLOCK) * BLOCK;
  }
  return null;
}

/** True of a name that `removalOf` can hold. */
export const isRemovable = (name: string): boolean => Buffer.byteLength(name) <= NAME_BYTES;

/**
 * An archive that makes an engine remove `name` from the directory it is unpacked in: it makes room for the entry, and
 * the entry, a hard link to what does not exist, cannot be made. The engine answers with that error.
 */
export function removalOf(name: string): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(0, 12), 124);
  header.write(octal(0, 12), 136);
  header.write('1', 156);
  header.write('.orixoon-nothing-is-here', 157);
  header.write('ustar\x0000', 257);
  // The checksum is taken with its own field full of spaces.
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, END]);
}
