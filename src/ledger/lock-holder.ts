import { hostname } from 'node:os';
import { bootId } from './moment.ts';
import { pidNamespace, processStart } from './process-start.ts';

/** Who holds a lock, as its file says it. */
export interface LockHolder {
  readonly pid: number;
  /** With the pid and the boot, it names one process for ever; empty where it could not be read. */
  readonly process_start: string;
  readonly boot_id: string;
  readonly pid_namespace: string;
  readonly host: string;
  readonly run_id: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
  /** Where its report is written, if it writes one. */
  readonly report: string | null;
}

/** This process, as a holder. */
export function thisProcess(run: { readonly run_id: string; readonly report: string | null }): LockHolder {
  const start = processStart(process.pid);
  return {
    pid: process.pid,
    process_start: start.kind === 'at' ? start.start : '',
    boot_id: bootId(),
    pid_namespace: pidNamespace(),
    host: hostname(),
    run_id: run.run_id,
    since: new Date().toISOString(),
    report: run.report,
  };
}

/** The holder that a lock file names; undefined where it is empty, cut, or not one of ours. */
export function parseHolder(text: string): LockHolder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const isText = (key: keyof LockHolder): boolean => typeof fields[key] === 'string';
  const hasTexts = (['process_start', 'boot_id', 'pid_namespace', 'host', 'run_id', 'since'] as const).every(isText);
  const hasPid = Number.isSafeInteger(fields['pid']) && Number(fields['pid']) > 0;
  return hasTexts && hasPid && (fields['report'] === null || isText('report')) ? (value as LockHolder) : undefined;
}

/** `alive` and `dead` are certain; anything else is why it cannot be told, and then it counts as alive. */
export function lifeOf(holder: LockHolder, here: LockHolder): string {
  const isSameBoot = holder.boot_id === here.boot_id && holder.boot_id !== '';
  if (!isSameBoot && holder.host !== here.host) return `it runs on another machine, ${holder.host}`;
  if (!isSameBoot && holder.boot_id !== '' && here.boot_id !== '') return 'dead';
  if (holder.pid_namespace !== here.pid_namespace)
    return 'it runs in another container, where pids mean other processes';
  const found = processStart(holder.pid);
  if (found.kind === 'gone') return 'dead';
  if (found.kind === 'hidden' || holder.process_start === '')
    return `a process ${holder.pid} is there, but when it started cannot be read`;
  return found.start === holder.process_start ? 'alive' : 'dead';
}
