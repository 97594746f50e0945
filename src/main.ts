import { exitLine, lastLine } from './cli/exit-line.ts';
import { parseArgv } from './cli/program.ts';
import type { Flags, Invocation } from './cli/program.ts';
import { columnsOfTerminal } from './commands/io.ts';
import type { Io } from './commands/io.ts';
import { LockedError } from './ledger/locked-error.ts';
import { packageVersion } from './package-root.ts';

const version = packageVersion();

/** argv (without node and script) → exit code. The one place that catches; nothing here ends the process. */
export async function main(argv: readonly string[]): Promise<number> {
  const { stdout, stderr, env } = process;
  const io: Io = {
    ...{ stdout, stderr, env, version },
    // Opened when it is asked for, which few commands do.
    get stdin() {
      return process.stdin;
    },
  };
  // A reader that goes away (`orixoon | head`) must not end a heal half-way.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => undefined);
  let asked: Invocation | undefined;
  try {
    const invocation = await parseArgv(argv, version);
    asked = invocation;
    const exitCode = await dispatch(invocation, io);
    const last = lastLine(invocation, exitCode);
    if (last !== undefined) io.stdout.write(`${last}\n`);
    return exitCode;
  } catch (error) {
    return refuse(error, asked, argv, io);
  }
}

/** Each command is loaded when it is asked for: `--help` must not pay for Docker. */
async function dispatch(invocation: Invocation, io: Io): Promise<number> {
  switch (invocation.command) {
    case 'print':
      io.stdout.write(invocation.text);
      return 0;
    case 'run':
      return (await import('./commands/run.ts')).runCommand(invocation.flags, io);
    case 'heal':
      return (await import('./commands/run.ts')).healCommand(invocation.issueFile, invocation.flags, io);
    case 'validate':
      return (await import('./commands/validate.ts')).validateCommand(invocation.flags, io);
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctorCommand(invocation.flags, io);
    case 'list':
      return (await import('./commands/list.ts')).listCommand(invocation.flags, io);
    case 'explain':
      return (await import('./commands/explain.ts')).explainCommand(invocation.issueType, invocation.flags, io);
    case 'report':
      return (await import('./commands/report.ts')).reportCommand(invocation.run, invocation.flags, io);
    case 'stats':
      return (await import('./commands/stats.ts')).statsCommand(invocation.range, invocation.flags, io);
    case 'init':
      return (await import('./commands/init.ts')).initCommand(invocation.force, invocation.flags, io);
    case 'drill':
      return (await import('./commands/drill.ts')).drillCommand(invocation, io);
    case 'notify':
      return (await import('./commands/notify.ts')).notifyCommand(invocation.isTest, invocation.flags, io);
    case 'demo':
      return (await import('./commands/demo.ts')).demoCommand(invocation, io);
  }
}

/** Told in words on stderr, and in the form that was asked for. Nothing was tested: 2, or 5. */
async function refuse(error: unknown, asked: Invocation | undefined, argv: readonly string[], io: Io): Promise<number> {
  const exitCode = error instanceof LockedError ? 5 : 2;
  const { refusalLines, refusalOf } = await import('./cli/refusal.ts');
  const refusal = refusalOf(error);
  for (const line of refusalLines(refusal, columnsOfTerminal(io.stderr))) io.stderr.write(`${line}\n`);
  const flags = asked === undefined || asked.command === 'print' ? flagsIn(argv) : asked.flags;
  const isGate = asked === undefined ? isForGate(argv) : asked.command === 'run' || asked.command === 'heal';
  (await import('./commands/refusal.ts')).writeRefusal(flags, isGate, exitCode, refusal.reasons, io);
  io.stderr.write(`${exitLine(exitCode)}\n`);
  return exitCode;
}

/** Where the result is awaited, by a command line that could not be read. */
function flagsIn(argv: readonly string[]): Pick<Flags, 'output' | 'metricsFile'> {
  const given = (flag: string): (string | undefined)[] =>
    argv.map((word, i) =>
      word === flag ? argv[i + 1] : word.startsWith(`${flag}=`) ? word.slice(flag.length + 1) : undefined,
    );
  const outputs = given('--output');
  const metricsFile = given('--metrics-file').findLast(file => file !== undefined && file !== '');
  const output = outputs.includes('json') ? 'json' : outputs.includes('ndjson') ? 'ndjson' : 'pretty';
  return metricsFile === undefined ? { output } : { output, metricsFile };
}

/** Whether a command line that could not be read is the gate's: that of another command begins with its name. */
const isForGate = ([first = '-']: readonly string[]): boolean => first.startsWith('-') || first === 'heal';
