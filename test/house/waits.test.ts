import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every way to wait: a timer, or the engine's `pause`, which is one. */
const waits =
  /\bset(?:Timeout|Interval|Immediate)\b|\btimers(?:\/promises)?['"]|\bAtomics\.wait|\bpause\b[^;]*wait\.ts'|\bsleep\(/;

/** A new wait has to be looked at: it polls for what it waits for, or it bounds what else would hang. Nothing else is let in. */
const inSources: Readonly<Record<string, string>> = {
  'within.ts': 'bounds what may hang',
  'commands/drill-one.ts': 'polls until the gate sees it, and until the stack is well',
  'drill/poll.ts': 'polls',
  'engine/wait.ts': 'the timer of the engine’s pause, which ends with the run',
  'engine/look.ts': 'polls until what is pending is decided',
  'engine/settle.ts': 'polls until the check passes several times',
  'engine/retest.ts': 'polls until a root is ripe, or well by itself',
  'systems/database/probe.ts': 'asks again while the server is starting or full, within the phase’s timeout',
  'systems/database/until.ts': 'polls until a session is gone',
  'clients/asked-once.ts': 'waits for nothing: the end of a turn of the event loop',
  'clients/docker-wait.ts': 'polls until a container is in a state',
  'clients/host-end.ts': 'polls until a process is gone',
  'clients/redis-unlink.ts': 'polls while Redis frees memory in the background',
  'clients/docker-connection.ts': 'bounds a call',
  'clients/docker-ssh.ts': 'waits for nothing: only the name of a call that a socket has',
  'clients/http.ts': 'bounds a call',
  'clients/redis-within.ts': 'bounds a call',
  'clients/postgres-bounds.ts': 'bounds a call',
  'clients/postgres-session.ts': 'bounds a goodbye',
  'clients/host-command.ts': 'ends a command that does not heed a polite end',
  'commands/interrupts.ts': 'the deadline of a run',
  'cli/drain.ts': 'bounds how long keys of before the question are thrown away',
  'cli/progress.ts': 'draws the screen anew',
  'notify/notifier.ts': 'bounds what channels may take after a run',
  'notify/post.ts': 'waits as long as a server asked for, within the time for a message',
  'plugins/module.ts': 'bounds the loading of a plugin',
  'practice/poll.ts': 'polls',
  'practice/base-image.ts': 'bounds a pull, and its silence',
  'practice/faults/redis.ts': 'bounds a PING',
};

const inTests: Readonly<Record<string, string>> = {
  'e2e/alarms/load.ts': 'keeps the load bounded: a pause between two requests',
  'e2e/alarms/rounds.ts': 'the moment, chosen by chance, at which something breaks',
  'e2e/confirm.test.ts': 'polls for a text on the terminal; ends a child that hangs',
  'e2e/container.test.ts': 'polls for a state of a container, and for its first words',
  'e2e/faulty-disk.test.ts': 'polls for a file of another process',
  'e2e/flags.test.ts': 'a timer of the program, broken',
  'e2e/host-worker.ts': 'the script of a process that stays',
  'e2e/pty.ts': 'polls for a text on the terminal; ends a program that hangs',
  'e2e/kill-host-cases.ts': 'the script of a process that stays',
  'e2e/killing.ts': 'a moment in the middle of an action, at which a run is killed',
  'e2e/lifecycle.test.ts': 'polls',
  'e2e/queue-killed.test.ts': 'polls for an event of a run',
  'e2e/weather-proxy.ts': 'the weather itself: what it passes on, it passes on late',
  'house/walls.test.ts': 'a line that lint must refuse',
  'house/waits.test.ts': 'the pattern itself',
  'integration/clients/docker-bad-weather.test.ts': 'breaks off a call that is under way',
  'integration/clients/docker-hands.test.ts': 'breaks off a call that is under way',
  'integration/lab.ts': 'polls for the state of a container',
  'integration/servers/postgres-server.ts': 'polls for a server that starts',
  'integration/servers/redis-server.ts': 'polls for a server that starts',
  'integration/servers/workers-world.ts': 'polls as the engine does',
  'integration/systems/redis.test.ts': 'breaks off a call that is under way',
  'integration/systems/workers-host.test.ts': 'scripts of processes that stay',
  'integration/systems/workers-sacred.test.ts': 'scripts of processes that stay',
  'integration/systems/workers-systemd.test.ts': 'scripts of processes that stay',
  'integration/systems/workers.test.ts': 'scripts of processes that stay',
  'practice/looks.ts': 'bounds a PING',
  'unit/engine/run.test.ts': 'polls until another look has begun',
  'unit/engine/side-by-side.test.ts': 'an action that takes long, while a settling heal fails',
  'unit/ledger/lock.test.ts': 'scripts of processes that stay',
  'unit/report/run-directory-at-once.test.ts': 'polls for a file of another process',
  'unit/clients/asked-once.test.ts': 'turns of the event loop',
  'unit/within.test.ts': 'the end of a turn of the event loop',
};

const inScripts: Readonly<Record<string, string>> = {
  'bench/floor-heal.js': 'polls until a container is healthy; the time between two passes, as a run has it',
  'bench/heal.ts': 'polls until Redis answers',
  'bench/monit.ts': 'the moment of a cycle at which something breaks',
  'bench/queue-workers.ts': 'the work of a worker',
  'bench/scale-database.ts': 'polls until sessions are gone',
  'bench/scale-queue.ts': 'the time for which the pace of undisturbed workers is measured',
};

function waiting(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ts|js)$/.test(name))
    .filter(name => waits.test(readFileSync(join(root, folder, name), 'utf8')))
    .sort();
}

test.each([
  ['src', inSources],
  ['test', inTests],
  ['bin', {}],
  ['scripts', inScripts],
] as const)('%s: nothing sleeps to be safe; what waits is named here, with the reason', (folder, allowed) => {
  expect(waiting(folder)).toEqual(Object.keys(allowed).sort());
});

test.each([
  'setTimeout(go, 10);',
  'await new Promise(r => setTimeout(r, 10));',
  "import { setTimeout as nap } from 'node:timers/promises';",
  "import { cutOf, pause } from './wait.ts';",
  "import { pause } from '../engine/wait.ts';",
  'Atomics.wait(cell, 0, 0, 1000);',
  'await sleep(1000);',
])('is a wait: %s', line => {
  expect(line).toMatch(waits);
});

test.each(["import { cutOf } from './wait.ts';", 'await container.pause();', "query('select pg_sleep(1)');"])(
  'is none: %s',
  line => {
    expect(line).not.toMatch(waits);
  },
);
