import type { ContainerProcess } from './docker-types.ts';

/** What `docker top` is asked for, in this order; the last column may hold spaces. */
export const TOP_COLUMNS = '-eo pid,ppid,stat,comm,args';

/** Docker's process table, from the columns above or from the `ps -ef` that every engine can do. */
export function toProcesses(titles: readonly string[], rows: readonly (readonly string[])[]): ContainerProcess[] {
  const isOurs = titles[2]?.startsWith('STAT') === true;
  const pidAt = titles.indexOf('PID');
  const ppidAt = titles.indexOf('PPID');
  return rows.map(row => {
    const command = row.at(-1) ?? '';
    const isDefunct = /<defunct>/.test(command);
    const bracketed = /\[([^\]]+)\] ?<defunct>/.exec(command)?.[1];
    const program = (bracketed ?? command.split(' ')[0] ?? '').replace(/^.*\//, '').replace(/:$/, '');
    return {
      pid: Number(row[pidAt] ?? 0),
      ppid: Number(row[ppidAt] ?? 0),
      state: isDefunct ? 'Z' : isOurs ? (row[2] ?? '').slice(0, 1) : '',
      command,
      name: isOurs ? (row[3] ?? program) : program,
    };
  });
}
