import { readFileSync } from 'node:fs';
import { firstLines } from './cli/printable.ts';
import { parseArgv } from './cli/program.ts';
import type { Flags, Invocation } from './cli/program.ts';
import type { Io } from './commands/io.ts';
import { ConfigError, OrixoonError } from './errors.ts';
import { LockedError } from './ledger/lock.ts';

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

/** argv (without node and script) → exit code. The one place that catches; nothing here ends the process. */
export async function main(argv: readonly string[]): Promise<number> {
  const io: Io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env, version };
  // A reader that goes away (`orixoon | head`) must not end a heal half-way.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => undefined);
  let asked: Invocation | undefined;
  try {
    const invocation = await parseArgv(argv, version);
    asked = invocation;
    return await dispatch(invocation, io);
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
    case 'drill':
      return (await import('./commands/drill.ts')).drillCommand(invocation, io);
    case 'notify':
      return (await import('./commands/notify.ts')).notifyCommand(invocation.isTest, invocation.flags, io);
    case 'demo':
      return (await import('./commands/demo.ts')).demoCommand(invocation, io);
  }
}

/** Of a refusal: more than a config with a hundred problems has, and a line longer than any of ours. */
const MOST_LINES = 120;
const MOST_COLUMNS = 2000;

/** Known: what was expected and seen, in its own words. Unknown: the stack, for it is our defect. Nothing was tested: 2, or 5. */
async function refuse(error: unknown, asked: Invocation | undefined, argv: readonly string[], io: Io): Promise<number> {
  const exitCode = error instanceof LockedError ? 5 : 2;
  const isKnown = error instanceof OrixoonError;
  const text = isKnown ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  // It may quote a file, a flag or a variable: nothing in these may steer a terminal, or fill it.
  const lines = firstLines(text, MOST_LINES, MOST_COLUMNS);
  io.stderr.write(`${lines.join('\n')}\n`);
  if (error instanceof ConfigError) {
    const count = error.problems.length;
    io.stderr.write(`${count} ${count === 1 ? 'error' : 'errors'} in the config; nothing was tested.\n`);
  }
  if (!isKnown) io.stderr.write('This is a defect of Orixoon itself; nothing more was done.\n');
  const flags = asked === undefined || asked.command === 'print' ? { output: outputIn(argv) } : asked.flags;
  const isGate = asked?.command === 'run' || asked?.command === 'heal';
  (await import('./commands/refusal.ts')).writeRefusal(flags, isGate, exitCode, lines, io);
  return exitCode;
}

/** What `--output` asks for on a command line that could not be read. */
function outputIn(argv: readonly string[]): Flags['output'] {
  const asked = argv.map((word, i) => (word === '--output' ? argv[i + 1] : /^--output=(.*)$/.exec(word)?.[1]));
  return asked.includes('json') ? 'json' : asked.includes('ndjson') ? 'ndjson' : 'pretty';
}
