import type Docker from 'dockerode';
import { randomBytes } from 'node:crypto';
import { openDocker } from '../../src/clients/docker.ts';
import type { OpenDocker } from '../../src/clients/docker.ts';
import type { ContainerView } from '../../src/clients/docker-types.ts';
import { dockerAt } from '../../src/practice/docker-at.ts';
import { openEngine } from '../../src/practice/engine.ts';
import { ensureImage } from '../../src/practice/image.ts';

/** A real engine, and containers of our own in it, gone when the lab closes. */
export interface Lab {
  readonly host: string;
  readonly prefix: string;
  readonly docker: Docker;
  readonly tool: OpenDocker;
  readonly signal: AbortSignal;
  /** Create `<prefix><name>` that runs a shell script; not started. */
  create(name: string, script: string, options?: Docker.ContainerCreateOptions): Promise<Docker.Container>;
  /** The same, started. */
  run(name: string, script: string, options?: Docker.ContainerCreateOptions): Promise<Docker.Container>;
  view(container: Docker.Container): Promise<ContainerView>;
  until(container: Docker.Container, isSo: (view: ContainerView) => boolean): Promise<ContainerView>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

const quiet = (): void => undefined;

async function engineHost(): Promise<string> {
  return process.env['TEST_DOCKER_HOST'] ?? (await openEngine({ say: quiet })).host;
}

export async function openLab(): Promise<Lab> {
  const host = await engineHost();
  const docker = dockerAt(host);
  const image = await ensureImage(docker, quiet);
  const prefix = `lab-${randomBytes(3).toString('hex')}-`;
  const ending = new AbortController();
  const tool = openDocker(host, { timeoutMs: 60_000, signal: ending.signal });
  const lab: Lab = {
    ...{ host, prefix, docker, tool, signal: ending.signal },
    create: (name, script, options = {}) =>
      docker.createContainer({
        name: `${prefix}${name}`,
        Image: image,
        Entrypoint: ['/bin/sh', '-c', script],
        Cmd: [],
        StopTimeout: 1,
        ...options,
        HostConfig: { NetworkMode: 'none', ...options.HostConfig },
      }),
    async run(name, script, options) {
      const container = await lab.create(name, script, options);
      await container.start();
      return container;
    },
    async view(container) {
      const view = await tool.eyes.inspect(container.id);
      if (!view) throw new Error(`${container.id} is gone`);
      return view;
    },
    async until(container, isSo) {
      const endsAt = Date.now() + 120_000;
      for (;;) {
        const view = await lab.view(container);
        if (isSo(view)) return view;
        if (Date.now() > endsAt)
          throw new Error(`${view.name} is ${view.state}, ${view.health?.status ?? 'no health'}`);
        await new Promise(resolve => setTimeout(resolve, 25));
      }
    },
    async clear() {
      for (const row of await docker.listContainers({ all: true }))
        if (row.Names.some(name => name.startsWith(`/${prefix}`)))
          await docker.getContainer(row.Id).remove({ force: true, v: true });
    },
    async close() {
      await lab.clear();
      tool.close();
      ending.abort();
    },
  };
  return lab;
}
