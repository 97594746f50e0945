import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** One report must not fill the memory, nor be waited for: somebody may have made it huge, or a pipe. */
export const MAX_BYTES = 4 * 2 ** 20;

/** The file's text; null where it is no regular file, or too large. A link is not followed, and a pipe is not waited for. */
export async function boundedText(path: string): Promise<string | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const before = await file.stat();
    if (!before.isFile() || before.size > MAX_BYTES) return null;
    const bytes = Buffer.alloc(before.size);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
