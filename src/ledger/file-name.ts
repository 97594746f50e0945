import { createHash } from 'node:crypto';

const PLAIN = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/**
 * A name that is safe in a file's name; two different names never give the same one, not even where file names ignore
 * case. What had to be changed carries `~` and a hash, and `~` is in no plain name.
 */
export function safeFileName(name: string): string {
  if (PLAIN.test(name)) return name;
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, 40);
  return `${readable}~${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
