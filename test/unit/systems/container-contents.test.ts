import { describe, expect, test } from 'vitest';
import type { ContainerProcess } from '../../../src/clients/docker-types.ts';
import { beneathWrappers } from '../../../src/systems/container-contents.ts';

const process = (pid: number, ppid: number, name: string, state = 'S'): ContainerProcess => ({
  ...{ pid, ppid, name, state },
  command: `/usr/bin/${name} -x`,
});

describe('beneathWrappers', () => {
  const names = (...processes: ContainerProcess[]) => beneathWrappers(1, processes).map(one => one.name);

  test('PID 1 alone, where it is a program of its own', () => {
    expect(names(process(1, 0, 'uvicorn'), process(2, 1, 'python3'), process(3, 0, 'psql'))).toEqual(['uvicorn']);
  });
  test('through init and shell down to what they run, and no further', () => {
    const tree = [process(1, 0, 'tini'), process(2, 1, 'sh'), process(3, 2, 'postgres'), process(4, 3, 'archiver')];
    expect(names(...tree)).toEqual(['tini', 'sh', 'postgres']);
  });
  test('zombies and what was let in by an exec do not count', () => {
    expect(names(process(1, 0, 'sh'), process(2, 1, 'redis-server', 'Z'), process(9, 0, 'bash'))).toEqual(['sh']);
  });
});
