import type Docker from 'dockerode';
import { practiceConfig } from '../../src/practice/config.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import { dockerAt } from '../../src/practice/docker-at.ts';
import { undoAll } from '../../src/practice/faults.ts';
import type { Service } from '../../src/practice/services.ts';
import type { Stack } from '../../src/practice/stack.ts';
import { down, up } from '../../src/practice/stack.ts';
import type { Desk } from './orixoon.ts';
import { desk } from './orixoon.ts';

/** A practice stack for one test file. */
export interface Practice {
  readonly stack: Stack;
  readonly docker: Docker;
  /** A desk whose config is the stack's, with these changes. */
  desk(overrides?: ConfigPart): Desk;
  /** Docker's own word on a container. */
  state(name: string): Promise<{ running: boolean; paused: boolean; startedAt: string; health: string | undefined }>;
  mend(): Promise<void>;
  down(): Promise<void>;
}

/** No pause for want of a reason, and patience with what only takes long on a busy machine. */
const quick: ConfigPart = {
  auto_healing: { retry_delay_seconds: 1, stabilization: { timeout_seconds: 90, interval_seconds: 0.2 } },
};

/** How much of a stack; all of it by default. `maxConnections` is PostgreSQL's. */
interface Size {
  readonly maxConnections?: number;
  readonly services?: readonly Service[];
}

/** Bring the stack up on the engine of the tests; the prefix keeps test files apart. */
export async function practice(prefix: string, size: Size = {}): Promise<Practice> {
  const host = process.env['TEST_DOCKER_HOST'];
  if (host === undefined) throw new Error('TEST_DOCKER_HOST is not set: test/world-setup.ts sets it');
  const docker = dockerAt(host);
  const stack = await up({ docker, host, prefix, ...size, say: () => undefined });
  return {
    stack,
    docker,
    desk: (overrides = {}) => desk(practiceConfig(stack, mergeQuick(overrides))),
    async state(name) {
      const { State } = await docker.getContainer(`${prefix}${name}`).inspect();
      return { running: State.Running, paused: State.Paused, startedAt: State.StartedAt, health: State.Health?.Status };
    },
    mend: () => undoAll(stack, docker),
    down: () => down(docker, prefix, () => undefined),
  };
}

const mergeQuick = (overrides: ConfigPart): ConfigPart => ({
  ...quick,
  ...overrides,
  auto_healing: { ...(quick['auto_healing'] as ConfigPart), ...(overrides['auto_healing'] as ConfigPart | undefined) },
});
