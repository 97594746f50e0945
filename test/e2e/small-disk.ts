import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own for one test, so small that it can be filled. Needs root, as the tests of the world do; without it, it fails. */
export interface SmallDisk {
  readonly path: string;
  /** Take every block that is free; what was begun has room to the end of its last block. */
  fill(): void;
  /** Leave so many blocks of BLOCK bytes. */
  leave(blocks: number): void;
  readOnly(): void;
  unmount(): void;
}

export const BLOCK = 4096;

/** The programs themselves: what they cannot do fails the test. */
export const mount = (...args: readonly string[]): void => void execFileSync('mount', args);
export const unmount = (path: string): void => void execFileSync('umount', [path]);

export function smallDisk(path: string, kilobytes = 512): SmallDisk {
  mkdirSync(path, { recursive: true });
  mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'orixoon-test', path);
  const filler = join(path, 'filler');
  const leave = (blocks: number): void => {
    const taken = statfsSync(path).bfree - blocks;
    if (taken < 0) throw new Error(`${path} has fewer than ${blocks} free blocks`);
    appendFileSync(filler, Buffer.alloc(taken * BLOCK));
  };
  return {
    path,
    leave,
    fill: () => leave(0),
    readOnly: () => mount('-o', 'remount,ro', path),
    unmount() {
      unmount(path);
      rmSync(path, { recursive: true });
    },
  };
}
