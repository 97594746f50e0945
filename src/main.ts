import { readFileSync } from 'node:fs';
import { parseArgv } from './cli/program.ts';
import type { Flags, Invocation } from './cli/program.ts';
import type { Io } from './commands/io.ts';
import { ConfigError, OrixoonError, UsageError } from './errors.ts';
import { LockedError } from './ledger/lock.ts';

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

/** argv (without node and script) → exit code. The one place that catches; nothing here ends the process. */
export async function main(argv: readonly string[]): Promise<number> {
  const io: Io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env, version };
  // A reader that goes away (`orixoon | head`) must not end a heal half-way.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => undefined);
  let flags: Flags | undefined;
  try {
    const invocation = await parseArgv(argv, version);
    if (invocation.command !== 'print') flags = invocation.flags;
    return await dispatch(invocation, io);
  } catch (error) {
    return refuse(error, flags, argv, io);
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
    case 'list':
      return (await import('./commands/list.ts')).listCommand(invocation.flags, io);
    case 'explain':
      return (await import('./commands/explain.ts')).explainCommand(invocation.issueType, invocation.flags, io);
    case 'report':
      return (await import('./commands/report.ts')).reportCommand(invocation.run, invocation.flags, io);
    case 'demo':
      return (await import('./commands/demo.ts')).demoCommand(invocation, io);
  }
}

/** Known: what was expected and seen, in its own words. Unknown: the stack, for it is our defect. Nothing was tested: 2, or 5. */
function refuse(error: unknown, flags: Flags | undefined, argv: readonly string[], io: Io): number {
  const exitCode = error instanceof LockedError ? 5 : 2;
  const isKnown = error instanceof OrixoonError;
  const text = isKnown ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = error instanceof ConfigError ? error.problems.length : 1;
  io.stderr.write(
    `${text}\n${error instanceof ConfigError ? `${lines} ${lines === 1 ? 'error' : 'errors'} in the config; nothing was tested.\n` : ''}`,
  );
  if (!isKnown) io.stderr.write('This is a defect of Orixoon itself; nothing more was done.\n');
  const isUsage = error instanceof UsageError || error instanceof ConfigError;
  const output = flags?.output ?? (argv.includes('json') ? 'json' : 'pretty');
  if (output === 'json' && (isUsage || error instanceof LockedError))
    io.stdout.write(
      `${JSON.stringify({ schema_version: 1, decision: 'BLOCK', exit_code: exitCode, conclusive: false, reasons: text.split('\n') }, null, 2)}\n`,
    );
  return exitCode;
}
