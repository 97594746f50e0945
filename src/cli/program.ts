import { Argument, Command, CommanderError, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { failOn, positiveSeconds, positiveWhole, words } from './flag-values.ts';
import { explainAll } from './help.ts';
import { shellNames } from './shell-names.ts';
import type { ShellName } from './shell-names.ts';

/** What was asked for on the command line: parsed, not judged. */
export interface Flags {
  readonly config?: string;
  readonly autoHeal?: boolean;
  readonly dryRun?: boolean;
  readonly phase?: readonly string[];
  readonly skipPhase?: readonly string[];
  readonly yes?: boolean;
  readonly approve?: readonly string[];
  readonly output: 'pretty' | 'json' | 'ndjson';
  readonly reportsDir?: string;
  readonly failOn: readonly ('warning' | 'healed')[];
  /** Seconds. */
  readonly deadline?: number;
  /** For Prometheus: where the run's numbers go. */
  readonly metricsFile?: string;
  readonly color: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
}

/** Which earlier runs to count: the newest so many, or those of so many days; all where neither is given. */
export interface StatsRange {
  readonly last?: number;
  readonly since?: number;
}

export type Invocation =
  | { readonly command: 'run'; readonly flags: Flags }
  | { readonly command: 'heal'; readonly flags: Flags; readonly issueFile: string }
  | { readonly command: 'validate' | 'doctor' | 'list'; readonly flags: Flags }
  | { readonly command: 'explain'; readonly flags: Flags; readonly issueType: string }
  | { readonly command: 'report'; readonly flags: Flags; readonly run: string }
  | { readonly command: 'stats'; readonly flags: Flags; readonly range: StatsRange }
  | {
      readonly command: 'drill';
      readonly flags: Flags;
      readonly issues: readonly string[];
      readonly allowEnvironment: string | undefined;
    }
  | { readonly command: 'init'; readonly flags: Flags; readonly force: boolean }
  | { readonly command: 'notify'; readonly flags: Flags; readonly isTest: boolean }
  | { readonly command: 'demo'; readonly flags: Flags; readonly down: boolean; readonly keep: boolean }
  /** Help or version: text for stdout, exit 0. */
  | { readonly command: 'print'; readonly text: string };

/** Flags of every command. */
const common = (command: Command): Command =>
  command
    .option('--config <file>', 'the configuration (default: $ORIXOON_CONFIG, else ./healing_config.json)')
    .addOption(
      new Option('--output <form>', 'what goes to stdout').choices(['pretty', 'json', 'ndjson']).default('pretty'),
    )
    .option('--no-color', 'plain text (also by NO_COLOR)')
    .option('-v, --verbose', 'also passed checks, full traces and evidence')
    .option('-q, --quiet', 'only problems, heals and the verdict');

const reportsDir = (): Option =>
  new Option('--reports-dir <dir>', 'where the reports are (default: reports.directory)');

/** Flags of the commands that may heal. */
const healing = (command: Command): Command =>
  command
    .option('--dry-run', 'decide everything, change nothing: the full trace and the exact plan of every issue')
    .option('--yes', 'approve every action that asks for confirmation')
    .option('--approve <issue types...>', 'approve only these issue types or plan ids', words)
    .addOption(reportsDir())
    .option('--metrics-file <file>', 'also write the numbers of the run, for the textfile collector of Prometheus')
    .option('--deadline <seconds>', 'bound on the whole run; what is unfinished then is an error', positiveSeconds);

/** All commands and flags. The manual page is made of it. @internal */
export function build(version: string, seen: (invocation: Invocation) => void): Command {
  const program = new Command('orixoon')
    .description('Tests a running stack, heals what is broken, tests again, and then says ALLOW or BLOCK.')
    .usage('[options] [command]')
    .version(version, '--version')
    .enablePositionalOptions();
  healing(common(program))
    .option('--auto-heal', 'heal what the policy allows, then test again; without it the run only tests')
    .option('--phase <phases...>', 'only these phases', words)
    .option('--skip-phase <phases...>', 'all but these phases', words)
    .addOption(
      new Option('--fail-on <what>', 'make the gate stricter').choices(['warning', 'healed']).argParser(failOn),
    )
    .argument('[command]')
    .action(async (unknown: string | undefined) => {
      if (unknown !== undefined) {
        const { meantBy } = await import('./meant.ts');
        const near = meantBy(
          unknown,
          program.commands.map(command => command.name()),
        );
        program.error(`error: unknown command '${unknown}'${near === null ? '' : `\n(Did you mean ${near}?)`}`);
      }
      seen({ command: 'run', flags: flagsOf(program) });
    });

  const sub = (name: string, description: string): Command => common(program.command(name).description(description));
  const heal = healing(sub('heal', 'heal issues given as JSON, without running the phases first'));
  heal
    .requiredOption('--issue-file <file>', 'a JSON list of { "type", "target" }, or an earlier report.json')
    .action((options: { issueFile: string }) =>
      seen({ command: 'heal', flags: flagsOf(program, heal), issueFile: options.issueFile }),
    );
  const validate = sub('validate', 'check the configuration alone; no connection is opened');
  validate.action(() => seen({ command: 'validate', flags: flagsOf(program, validate) }));
  const doctor = sub('doctor', 'can each connection be used, with which rights, and what mends it; changes nothing');
  doctor.action(() => seen({ command: 'doctor', flags: flagsOf(program, doctor) }));
  const list = sub('list', 'phases, checks, issue types and actions, with their risk');
  list.action(() => seen({ command: 'list', flags: flagsOf(program, list) }));
  const explain = sub('explain', 'what an issue means, how it is found, what would be done').argument('<issue type>');
  explain.action((issueType: string) => seen({ command: 'explain', flags: flagsOf(program, explain), issueType }));
  const init = sub('init', 'write a config for what is found on this machine')
    .option('--yes', 'take what is found; without it, and without a terminal, nothing is written')
    .option('--force', 'replace a config that is there; the old one is kept beside it');
  init.action((options: { force?: boolean }) =>
    seen({ command: 'init', flags: flagsOf(program, init), force: options.force === true }),
  );
  const report = sub('report', 'show an earlier run again').addOption(reportsDir());
  report
    .argument('[run]', 'the name of its directory, or latest', 'latest')
    .action((run: string) => seen({ command: 'report', flags: flagsOf(program, report), run }));
  const stats = sub('stats', 'success rate, time to recover and recurring issues of earlier runs')
    .addOption(reportsDir())
    .option('--last <n>', 'only the newest so many runs', positiveWhole)
    .option('--since <days>', 'only runs of the last so many days', positiveWhole);
  stats.action(({ last, since }: StatsRange) =>
    seen({
      command: 'stats',
      flags: flagsOf(program, stats),
      range: { ...(last && { last }), ...(since && { since }) },
    }),
  );
  const drill = sub('drill', 'break a practice stack on purpose, let the gate heal it, and record what is proven')
    .argument('[issue types...]', 'only these (default: all that can be broken there)')
    .addOption(reportsDir())
    .option('--allow-environment <name>', 'break the stack of the config instead; its environment must have this name');
  drill.action((issues: string[], options: { allowEnvironment?: string }) =>
    seen({ command: 'drill', flags: flagsOf(program, drill), issues, allowEnvironment: options.allowEnvironment }),
  );
  const notify = sub('notify', 'try the channels of the config').option(
    '--test',
    'send a test message to each of them',
  );
  notify.action((options: { test?: boolean }) =>
    seen({ command: 'notify', flags: flagsOf(program, notify), isTest: options.test === true }),
  );
  const demo = sub('demo', 'a practice stack, broken and healed before your eyes')
    .addOption(reportsDir())
    .option('--down', 'remove everything that the demo set up')
    .option('--keep', 'leave the practice stack broken and print how to heal it');
  demo.action((options: { down?: boolean; keep?: boolean }) =>
    seen({ command: 'demo', flags: flagsOf(program, demo), down: options.down === true, keep: options.keep === true }),
  );
  program
    .command('completion')
    .description('a script that completes commands, flags, phases and issue types in a shell')
    .addArgument(new Argument('[shell]', 'without one: how to install it').choices(shellNames))
    .action(async (name: ShellName | undefined) => {
      // Of all commands this one alone needs the catalogue to be parsed.
      const { completionText } = await import('./completion.ts');
      seen({ command: 'print', text: completionText(name, program) });
    });
  explainAll(program);
  return program;
}

/** A flag may stand before or after the subcommand; the one nearer to the subcommand wins. */
function flagsOf(program: Command, sub?: Command): Flags {
  const given = (command: Command): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) !== 'default'),
    );
  const defaults = { output: 'pretty', color: true, verbose: false, quiet: false, failOn: [] };
  return { ...defaults, ...given(program), ...(sub ? given(sub) : {}) } as Flags;
}

/** Parse argv (without node and script). Throws UsageError for anything that is not in the contract. */
export async function parseArgv(argv: readonly string[], version: string): Promise<Invocation> {
  let invocation: Invocation | undefined;
  let printed = '';
  const program = build(version, seen => (invocation = seen));
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .configureOutput({ writeOut: text => (printed += text), writeErr: text => (printed += text) });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: 'print', text: printed };
    throw new UsageError(printed.trim().replace(/^error: /, ''), { cause: error });
  }
  if (!invocation) throw new UsageError('no command was recognised (orixoon --help lists them)');
  return invocation;
}
