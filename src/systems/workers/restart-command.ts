import { join } from 'node:path';
import type { HostProcess } from '../../clients/host-types.ts';
import type { Permit } from '../../core/gate.ts';
import { jsonText } from '../../core/json.ts';
import { unavailable } from '../../core/plan.ts';
import type { Draft } from '../../core/plan.ts';
import { StaleError } from '../../errors.ts';
import type { ExpectedWorker } from '../settings.ts';
import type { Done, Hands, Look } from '../system.ts';
import { wordsOf } from './command-words.ts';
import { containersMeant } from './containers-meant.ts';
import { matchingAlive } from './live-workers.ts';
import { beneath } from './see.ts';
import { touchOf, touchOfWords } from './touch.ts';

/** What running this command would do. */
export async function draftCommand(worker: ExpectedWorker, argv: readonly string[], look: Look): Promise<Draft> {
  const processes = worker.match === undefined ? [] : await look.host.processes();
  const alive = aliveOf(worker, processes);
  const refusal = whyNotBeside(worker, alive);
  if (refusal !== null) return unavailable(refusal);
  return {
    identity: { argv, processes: alive.map(({ pid, startTime }) => ({ pid, startTime })) },
    steps: [`run ${jsonText(argv)}`, ...alive.map(one => `it lives: pid ${one.pid} (${one.name})`)],
    touches: [
      touchOfWords(worker.name, wordsOf(argv)),
      ...(await containersMeant(argv, look)),
      ...alive.map(one => touchOf('restart', [], [one], beneath(one.pid, processes))),
    ],
    unavailable: null,
  };
}

/** Run it, unless the worker is another one by now; its output stays in the report's directory. */
export async function runRestartCommand(
  worker: ExpectedWorker,
  argv: readonly string[],
  permit: Permit,
  hands: Hands,
  look: Look,
): Promise<Done> {
  const now = await draftCommand(worker, argv, look);
  if (now.unavailable !== null) throw new StaleError(now.unavailable);
  if (JSON.stringify(now.identity) !== JSON.stringify(permit.identity))
    throw new StaleError(`the processes of ${worker.name} are not those that it was planned on: nothing was done`);
  const file = `restart-${worker.name.replaceAll(/[^\w.-]/g, '_')}.log`;
  const sacred = now.touches.find(touch => touch.sacred !== null);
  if (sacred !== undefined)
    throw new StaleError(`${sacred.names[0] ?? worker.name}: ${sacred.sacred ?? ''}: nothing was done`);
  await hands.host.runCommand(argv, join(hands.keepIn, file), hands.signal);
  return { changed: { restarted: 1 }, details: `${worker.name} restarted by its restart_command (output: ${file})` };
}

function aliveOf({ match }: ExpectedWorker, processes: readonly HostProcess[]): readonly HostProcess[] {
  if (match === undefined) return [];
  const alive = matchingAlive(processes, match).filter(one => !one.isOurs);
  return alive.toSorted((a, b) => a.pid - b.pid);
}

/** A command may or may not stop what runs; a second scheduler would do everything twice. */
function whyNotBeside({ name, kind }: ExpectedWorker, alive: readonly HostProcess[]): string | null {
  if (kind !== 'scheduler' || alive.length === 0) return null;
  const pids = alive.map(one => one.pid).join(', ');
  return `${name} still lives (pid ${pids}), and nothing says that restart_command stops it: a second scheduler is never started beside a live one. Stop it by hand, or map the issue to kill_process`;
}
