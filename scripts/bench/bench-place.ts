import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { dockerAt } from '../../src/practice/docker-at.ts';
import { openEngine } from '../../src/practice/engine.ts';
import type { Service } from '../../src/practice/services.ts';
import { down, up } from '../../src/practice/stack.ts';
import type { Stack } from '../../src/practice/stack.ts';

/** Before the name of everything that the bench makes in Docker. */
export const PREFIX = process.env['ORIXOON_PRACTICE_PREFIX'] ?? 'bench-';

/** Where the bench works: an engine, and a folder that goes away with it. */
export interface BenchPlace {
  readonly docker: Docker;
  readonly host: string;
  readonly folder: string;
  readonly say: (line: string) => void;
}

export async function openPlace(say: BenchPlace['say']): Promise<BenchPlace> {
  const { host } = await openEngine({ say });
  return { docker: dockerAt(host), host, folder: mkdtempSync(join(tmpdir(), 'orixoon-bench-')), say };
}

/** Some services of the practice stack, by themselves, for as long as `work` takes. */
export async function withServices<T>(
  { docker, host, say }: BenchPlace,
  which: { readonly services: readonly Service[]; readonly maxConnections?: number },
  work: (stack: Stack) => Promise<T>,
): Promise<T> {
  const prefix = `${PREFIX}scale-`;
  try {
    return await work(await up({ docker, host, prefix, say, ...which }));
  } finally {
    await down(docker, prefix, say);
  }
}
