import type Docker from 'dockerode';
import { randomBytes } from 'node:crypto';
import { dockerAt } from '../../src/practice/docker-at.ts';
import { openEngine } from '../../src/practice/engine.ts';
import { poll } from '../../src/practice/poll.ts';
import { down, up, type Stack } from '../../src/practice/stack.ts';

/** A stack of a test's own. */
export interface TestStack {
  readonly docker: Docker;
  readonly stack: Stack;
  readonly close: () => Promise<void>;
}

/** A prefix that no other test has. */
export const ownPrefix = (): string => `t${randomBytes(3).toString('hex')}-`;

/** Takes progress and keeps it to itself. */
export const quiet = (): void => undefined;

/** Brings up a stack that nobody else uses. */
export async function openStack(): Promise<TestStack> {
  const { host } = await openEngine({ say: quiet });
  const docker = dockerAt(host);
  const prefix = ownPrefix();
  const stack = await up({ docker, host, prefix, say: quiet });
  return { docker, stack, close: () => down(docker, prefix, quiet) };
}

/** Asks until the answer is 200: on a busy machine one probe may take longer than its second. */
export const untilHealthy = (url: string): Promise<Response> =>
  poll({ what: `200 from ${url}/health`, timeoutMs: 120_000 }, async () => {
    const answer = await fetch(`${url}/health`);
    return answer.status === 200 && answer;
  });
