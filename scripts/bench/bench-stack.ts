import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { practiceConfig } from '../../src/practice/config.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import type { Stack } from '../../src/practice/stack.ts';
import { labelsOf } from '../../src/practice/services.ts';
import { down, up } from '../../src/practice/stack.ts';
import { PREFIX } from './bench-place.ts';
import type { BenchPlace } from './bench-place.ts';

const EXTRAS = ['proxy', 'exporter'];

/** The practice stack with two more containers, eight in all, and what the scripts are told of it. */
export interface BenchStack extends BenchPlace {
  readonly stack: Stack;
  readonly config: string;
  readonly env: Readonly<Record<string, string>>;
  /** A config of its own in the same folder. */
  writeConfig(name: string, config: object): string;
  /** The config of all eight, with `overrides` laid over its upper keys. */
  configWith(name: string, overrides: ConfigPart): string;
  down(): Promise<void>;
}

export async function benchStack(place: BenchPlace): Promise<BenchStack> {
  const { docker, host, folder, say } = place;
  const stack = await up({ docker, host, prefix: PREFIX, say });
  const extras = EXTRAS.map(name => `${PREFIX}${name}`);
  for (const name of extras) await idle(docker, stack, name);
  const names = [...Object.values(stack.containers).map(({ name }) => name), ...extras];
  const writeConfig = (name: string, config: object): string => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(config, null, 2));
    return file;
  };
  const usual = practiceConfig(stack);
  const expected = (usual['phases'] as { containers: { expected: ConfigPart[] } }).containers.expected;
  const phases = { containers: { expected: [...expected, ...extras.map(name => ({ name }))] } };
  const reports = { directory: join(folder, 'reports') };
  const configWith = (name: string, overrides: ConfigPart): string =>
    writeConfig(name, practiceConfig(stack, { phases, reports, ...overrides }));
  return {
    ...{ ...place, stack, writeConfig, configWith },
    config: configWith('healing_config.json', {}),
    env: {
      BENCH_FOLDER: folder,
      DOCKER_HOST: host,
      ENGINE_SOCKET: host.replace('unix://', ''),
      CONTAINERS: names.join(' '),
      APP: `${PREFIX}app`,
      WORKERS: ['app', 'tds-scheduler', 'tds-worker'].map(name => `${PREFIX}${name}`).join(' '),
      HEARTBEATS: 'tds:scheduler:heartbeat tds:worker:heartbeat',
      DATABASE_URL: stack.urls.database,
      REDIS_URL: stack.urls.redis,
      APP_URL: stack.urls.app,
      QUERIES: readFileSync(new URL('queries.sql', import.meta.url), 'utf8').trim(),
    },
    down: () => down(docker, PREFIX, say),
  };
}

/** A container that does nothing, in a stack. */
export async function idle(docker: Docker, { image, prefix, project }: Stack, name: string): Promise<void> {
  const there = (await docker.listContainers({ all: true })).find(row => row.Names.includes(`/${name}`));
  if (there) await docker.getContainer(there.Id).remove({ force: true });
  const container = await docker.createContainer({
    ...{ name, Image: image, Entrypoint: ['sleep', 'infinity'], Cmd: [], Labels: labelsOf(prefix, project) },
    HostConfig: { NetworkMode: 'none' },
  });
  await container.start();
}
