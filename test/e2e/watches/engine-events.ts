import type Docker from 'dockerode';
import { poll } from '../../../src/practice/poll.ts';
import { labelValue, PRACTICE_LABEL, services, specs } from '../../../src/practice/services.ts';
import type { Practice } from '../practice.ts';
import { execsThatLook } from './engine-calls.ts';

/** What the engine tells everybody of what it did to a stack. */
export interface EngineEvent {
  readonly kind: string;
  readonly action: string;
  /** The container, network, volume or image. */
  readonly of: string;
}

interface Told {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly timeNano: number;
}

/** The engine's own clock, in seconds, as its logs are asked by. */
export const engineNow = async (docker: Docker): Promise<string> => {
  const { SystemTime } = (await docker.info()) as { SystemTime: string };
  return String(Date.parse(SystemTime) / 1000);
};

/** The engine's stream of events, while it goes on. */
export interface EventStream {
  /** Every event of the stack and its images from then (seconds of the engine's clock) until now. What other stacks do is theirs. */
  since(then: string): Promise<readonly EngineEvent[]>;
  end(): void;
}

/** Listen from now on: of what is past, the engine remembers only the last few. */
export async function watchEvents({ docker, stack }: Practice): Promise<EventStream> {
  const stream = (await docker.getEvents({})) as NodeJS.ReadableStream & { destroy(): void };
  const all: Told[] = [];
  let rest = '';
  stream.on('data', chunk => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    all.push(...lines.filter(line => line !== '').map(line => JSON.parse(line) as Told));
  });
  stream.on('error', () => undefined);
  return {
    async since(then) {
      const until = Number(await engineNow(docker));
      // The stack's health checks are events of every second: when a later one is there, all before it are.
      await poll({ what: 'a later event', timeoutMs: 120_000 }, () =>
        Promise.resolve(all.some(told => told.timeNano / 1e9 > until)),
      );
      return all
        .filter(told => told.timeNano / 1e9 >= Number(then) && told.timeNano / 1e9 <= until && isOf(told, stack))
        .map(({ Type, Action, Actor }) => ({ kind: Type, action: Action, of: Actor.Attributes['name'] ?? Actor.ID }));
    },
    end: () => stream.destroy(),
  };
}

const isOf = ({ Actor: { ID, Attributes } }: Told, { prefix, project, image }: Practice['stack']): boolean =>
  Attributes[PRACTICE_LABEL] === labelValue(prefix) ||
  Attributes['orixoon.practice.trash'] === project ||
  (Attributes['name'] ?? '').startsWith(prefix) ||
  [ID, Attributes['name'], Attributes['container']].some(name => name?.startsWith(project) || name === image);

const healthChecks = services.flatMap(service => {
  const [, ...argv] = specs[service].health?.Test ?? [];
  return argv.length === 0 ? [] : [argv.join(' ')];
});

/** What goes on in a stack that nobody touches: health checks, which are execs; `top`, which reads; and what we ask inside one. */
export function isIdle({ kind, action }: EngineEvent): boolean {
  if (kind !== 'container') return false;
  const [, argv] = /^exec_(?:create|start): (.*?) *$/.exec(action) ?? [];
  if (argv !== undefined) return healthChecks.includes(argv) || execsThatLook.test(argv);
  return action === 'exec_die' || action === 'top' || action.startsWith('health_status');
}
