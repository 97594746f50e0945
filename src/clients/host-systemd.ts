import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { HostError } from './errors.ts';
import type { UnitState } from './host-types.ts';

/** How systemctl is called, and how long a look may take (milliseconds). */
export interface SystemctlOptions {
  readonly systemctl: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const MAX_OUTPUT = 1 << 20;

/** How systemd passes a stop on: to the parts of a unit, and to those that require it or are bound to it. */
const passedOn = ['ConsistsOf', 'RequiredBy', 'BoundBy'];

const properties = [
  'LoadState',
  'ActiveState',
  'SubState',
  'Result',
  'MainPID',
  'NRestarts',
  'InvocationID',
  'StateChangeTimestampMonotonic',
  ...passedOn,
];

/** What systemd says of a unit. */
export async function showUnit(name: string, options: SystemctlOptions): Promise<UnitState> {
  const output = await systemctl(['show', '--no-pager', `--property=${properties.join(',')}`, '--', name], options);
  return toUnitState(output, Date.now() - (await uptimeMs()));
}

/** Restart it; returns when systemd's job is done. The bound is the signal's. */
export async function restartUnit(
  name: string,
  { systemctl: program, signal }: Omit<SystemctlOptions, 'timeoutMs'>,
): Promise<void> {
  await systemctl(['restart', '--no-ask-password', '--', name], { systemctl: program, signal, timeoutMs: 0 });
}

/** `systemctl show` as a state; `bootMs` is when the machine started, in epoch milliseconds. */
function toUnitState(output: string, bootMs: number): UnitState {
  const told = new Map(
    output.split('\n').map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).trim()]),
  );
  const load = told.get('LoadState');
  if (load === undefined || load === '') throw new HostError('systemctl show gave no LoadState: is this systemd?');
  const sinceMicros = Number(told.get('StateChangeTimestampMonotonic') ?? 0);
  return {
    load,
    active: told.get('ActiveState') ?? '',
    sub: told.get('SubState') ?? '',
    result: told.get('Result') ?? '',
    mainPid: Number(told.get('MainPID') ?? 0),
    restarts: Number(told.get('NRestarts') ?? 0),
    invocationId: told.get('InvocationID') ?? '',
    sinceMs: sinceMicros > 0 ? bootMs + sinceMicros / 1000 : null,
    alongside: passedOn.flatMap(property => (told.get(property) ?? '').split(' ')).filter(name => name !== ''),
  };
}

function systemctl(
  args: readonly string[],
  { systemctl: program, timeoutMs, signal }: SystemctlOptions,
): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', SYSTEMD_COLORS: '0' };
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { timeout: timeoutMs, signal, maxBuffer: MAX_OUTPUT, env },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        reject(new HostError(`systemctl ${args[0] ?? ''}: ${reasonOf(error, stderr, timeoutMs)}`, { cause: error }));
      },
    );
  });
}

function reasonOf(error: Error & { code?: unknown; killed?: boolean }, stderr: string, timeoutMs: number): string {
  if (error.code === 'ENOENT') return 'there is no such program: this machine has no systemd, or it is not in the PATH';
  if (error.name === 'AbortError') return 'interrupted before it was done';
  if (error.killed === true) return `no answer within ${timeoutMs} ms`;
  return stderr.trim().split('\n').slice(-3).join(' ') || error.message;
}

async function uptimeMs(): Promise<number> {
  try {
    return Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]) * 1000;
  } catch (cause) {
    throw new HostError('the uptime of this machine cannot be read: it has no /proc', { cause });
  }
}
