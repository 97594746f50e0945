/** What the help of a command says beyond its flags. The manual page is made of the same. */
export interface HelpText {
  /** What it changes in the world, and what not. */
  readonly changes: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Codes that mean something of their own here. */
  readonly exits: readonly (readonly [code: string, when: string])[];
}

const usage = ['2 USAGE', 'a bad flag or config; nothing was done'] as const;
const shown = ['0 OK', 'it is shown, whatever it says'] as const;
const onlyReads = 'Nothing. It reads files and opens no connection.';

/** By the name of the command; the program itself is the empty one. */
export const helpTexts: Readonly<Record<string, HelpText>> = {
  '': {
    changes:
      'Without --auto-heal nothing but the reports directory. With it, what the config lets each heal do, and only where all nine rules allow it. --dry-run shows exactly that and changes nothing.',
    examples: [
      ['orixoon', 'test, change nothing'],
      ['orixoon --auto-heal --dry-run', 'what would be healed, what would be refused, and why'],
      ['orixoon --auto-heal', 'test, heal, test again'],
      ['orixoon --auto-heal --approve high_error_rate', 'the same, and one thing that asks is approved'],
      ['orixoon --phase containers,redis --output json', 'two phases; one document on stdout'],
      ['orixoon --auto-heal --deadline 300 && ./deploy.sh', 'the gate before a deploy'],
    ],
    exits: [
      ['0 ALLOW', 'every critical check passes, at once or after healing'],
      ['1 BLOCK', 'a critical check still fails; in a dry run: fails now'],
      ['2 USAGE', 'a bad flag, a bad config, no checks to run; nothing was tested'],
      ['3 INCONCLUSIVE', 'a critical check could not be evaluated'],
      ['4 APPROVAL', 'all that still fails waits for an approval; the run prints the command'],
      ['5 LOCKED', 'another run holds this environment'],
      ['130, 143 INTERRUPTED', 'SIGINT, SIGTERM; the report is complete up to then'],
    ],
  },
  heal: {
    changes: 'What --auto-heal may change, but only for the issues that the file names and that are really there.',
    examples: [
      ['orixoon heal --issue-file issues.json --dry-run', 'what would be done about them'],
      ['orixoon heal --issue-file reports/latest/report.json', 'heal what the newest run found'],
    ],
    exits: [['as orixoon', 'judged by the phases of the named issues and what they rest on']],
  },
  validate: {
    changes: onlyReads,
    examples: [
      ['orixoon validate', 'the config here: all that is wrong in it, and which phases it tests'],
      ['orixoon validate --config staging.json --output json', 'the same of another, for a program'],
    ],
    exits: [['0 OK', 'the config is valid'], usage],
  },
  list: {
    changes: onlyReads,
    examples: [['orixoon list', 'all names that a config and --approve may use']],
    exits: [shown],
  },
  explain: {
    changes: onlyReads,
    examples: [
      ['orixoon explain table_locks', 'what it means, what would be done, what to do by hand'],
      ['orixoon explain table_locks --config staging.json', 'with the policy of that config'],
    ],
    exits: [shown, ['2 USAGE', 'there is no such issue type']],
  },
  report: {
    changes: onlyReads,
    examples: [
      ['orixoon report', 'the newest run, in the words of then'],
      ['orixoon report 20260110_143015 --output json', 'an earlier one, as its document'],
    ],
    exits: [
      ['0 OK', 'it is shown, whatever its verdict was'],
      ['2 USAGE', 'there is no such run'],
    ],
  },
  stats: {
    changes: onlyReads,
    examples: [
      ['orixoon stats --since 30', 'of the last 30 days'],
      ['orixoon stats --last 100 --output json', 'of the newest 100 runs, for a program'],
    ],
    exits: [shown, usage],
  },
  drill: {
    changes:
      'It breaks a stack on purpose and heals it: the practice stack, or, where --allow-environment names it, a non-production one of the config. What is still broken at the end it mends.',
    examples: [
      ['orixoon drill', 'everything, on the practice stack'],
      ['orixoon drill table_locks --allow-environment staging', 'one, on the stack of the config'],
    ],
    exits: [
      ['0 OK', 'all that was drilled is proven'],
      ['1 FAILED', 'one was not; the table says which'],
      ['2 USAGE', 'nothing may be broken there; nothing was'],
    ],
  },
  notify: {
    changes: 'Nothing in the stack. --test sends one message to each channel of the config.',
    examples: [['orixoon notify --test', 'is every channel reached?']],
    exits: [['0 OK', 'all took it'], ['1 FAILED', 'one did not; its line says why'], usage],
  },
  demo: {
    changes:
      'It sets up a practice stack of its own on the Docker engine (on a bare Debian as root: it installs and starts one), breaks it and heals it. --down takes all of that away again.',
    examples: [
      ['orixoon demo', 'see it work'],
      ['orixoon demo --keep', 'leave it broken, and heal it yourself'],
      ['orixoon demo --down', 'remove all of it'],
    ],
    exits: [
      ['as orixoon', 'the verdict over the practice stack'],
      ['2 USAGE', 'it cannot be set up here'],
    ],
  },
  init: {
    changes: 'It writes one config file, and looks at this machine without changing anything else.',
    examples: [
      ['orixoon init', 'look, ask, and write healing_config.json here'],
      ['orixoon init --yes --config staging.json', 'take what is found, and write it there'],
      ['orixoon init --force', 'replace the config that is there; it is kept beside it'],
    ],
    exits: [
      ['0 OK', 'the config was written, and is valid'],
      ['2 USAGE', 'one is there already, nothing was found, or nobody could be asked'],
      ['130, 143 INTERRUPTED', 'nothing was written'],
    ],
  },
  doctor: {
    changes: 'Nothing. It opens each connection of the config, reads, and closes it again.',
    examples: [['orixoon doctor', 'can each connection be opened, with which rights, and what to do if not']],
    exits: [
      ['0 OK', 'all that is configured can be used in full (warnings are allowed)'],
      ['1 FAILED', 'a connection, or a right that a critical phase or an enabled heal needs, is missing'],
      usage,
    ],
  },
  completion: {
    changes: 'Nothing. It prints text.',
    examples: [
      ['orixoon completion', 'how to install it'],
      ['source <(orixoon completion bash)', 'for this shell, now'],
    ],
    exits: [['0 OK', 'it is printed']],
  },
};

/** What holds for every command. */
export const everywhere = {
  output:
    'The last line of what a person reads names the exit code: on stdout, of a refusal on stderr, and on stderr where --output puts a document on stdout or a warning came behind the verdict. Texts that are made to be piped have no such line: --help, --version, list, explain, completion, and the documents of --output json and ndjson.',
  environment: [
    ['ORIXOON_CONFIG', 'the config, where --config does not name one'],
    ['NO_COLOR', 'anything: no colours (as --no-color)'],
    ['FORCE_COLOR', '1: colours in a pipe too; 0: none. It wins over NO_COLOR'],
    ['DOCKER_HOST', 'the Docker engine, where the config does not name one'],
    ['TMPDIR', 'the locks of environments lie in orixoon-locks/ there'],
    ['GITHUB_ACTIONS', 'true: annotations and a step summary beside the rest'],
  ],
  files: [
    ['healing_config.json', 'the config, in the working directory'],
    ['reports/<time>/', 'report.json, report.html, junit.xml, healing_actions.log, events.ndjson'],
    ['reports/latest', 'the newest of them'],
    ['reports/.orixoon/', 'the ledger: what was healed before, for cooldowns and limits'],
  ],
} as const;
