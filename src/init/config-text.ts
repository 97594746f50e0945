import type { Draft } from './draft.ts';

/** What a config file says, as JSON with comments. `schema`: where the schema lies, as the file would name it. */
export function configText(draft: Draft, schema: string | null): string {
  const sections = [
    [
      ...(schema === null ? [] : [`"$schema": ${json(schema)},`, '']),
      comment('Names the lock, the ledger and the reports: one run at a time for each environment.'),
      comment('"production" is special: nothing is healed while its database is in recovery or refuses writes.'),
      `"environment": ${json(draft.environment)},`,
    ],
    block('"connections"', connections(draft)),
    block('"phases"', phases(draft)),
    healing,
  ];
  return [
    ...preface,
    '{',
    ...sections.flatMap((lines, at) => [...(at === 0 ? [] : ['']), ...indented(lines)]),
    '}',
    '',
  ].join('\n');
}

const preface = [
  '// Written by `orixoon init` for what it found on this machine. Look it over: you know your stack, it only guessed.',
  '// JSON with comments and trailing commas. ${NAME} reads the environment; ${NAME:-default} need not be set; $$ is a dollar.',
  '// What is left out takes its default. `orixoon validate` says what is wrong with this file.',
];

const healing = [
  comment(
    'Healing. Nothing is healed without --auto-heal, and what is of high risk is always asked for. Each issue type can',
  ),
  comment(
    'have another action, or none: `orixoon list` shows them, `orixoon explain <issue type>` what would be done.',
  ),
  '"healing_actions": {},',
  '',
  comment('What is never touched, whatever is approved. Process names, tables and redis_keys may be listed too.'),
  '"blacklist": { "containers": [] },',
];

function connections({ docker, database, redis, leftOut }: Draft): string[] {
  return [
    ...('host' in docker
      ? [
          comment(`The Docker engine at ${docker.host}. {}: that of DOCKER_HOST, else the usual socket.`),
          '"docker": {},',
        ]
      : []),
    ...(database === null
      ? [comment(`"database" is left out: ${leftOut['database'] ?? ''}.`)]
      : [comment(`From: ${database.from}.`), ...passwords, `"database": { "url": ${JSON.stringify(database.url)} },`]),
    ...(redis === null
      ? [comment(`"redis" is left out: ${leftOut['redis'] ?? ''}.`)]
      : [comment(`From: ${redis.from}.`), `"redis": { "url": ${JSON.stringify(redis.url)} },`]),
  ];
}

const passwords = [
  comment(
    'Keep passwords out of this file: they belong into the variable. "admin_url" may name a user of the reserved',
  ),
  comment('slots, for when the pool is so full that nobody else gets in.'),
];

function phases(draft: Draft): string[] {
  const { containers, database, redis, workers, hasQueue, application } = draft;
  const left = (phase: string): string[] => [comment(`"${phase}" is left out: ${draft.leftOut[phase] ?? ''}.`)];
  return [
    ...(containers.length === 0
      ? left('containers')
      : [
          comment('What rests on what decides which problem is the root: add "depends_on" where it is missing.'),
          ...block('"containers"', block('"expected"', containers.map(expected), '[]')),
        ]),
    ...(database === null ? [] : [inContainer('database', database.container)]),
    ...(redis === null ? [] : [inContainer('redis', redis.container)]),
    ...(workers.length === 0
      ? left('workers')
      : [
          comment(
            '"match" is a part of the command line. A "heartbeat" (see the schema) also finds a worker that hangs.',
          ),
          ...block('"workers"', block('"expected"', workers.map(worker), '[]')),
        ]),
    ...(hasQueue ? ['"zoho_queue": { "table": "tds_sync_queue" },'] : left('zoho_queue')),
    ...(application === null
      ? left('application')
      : [
          comment('Its log is searched for errors, its memory and its restarts are watched.'),
          `"application": { "container": ${json(application.container)}, "health_url": ${json(application.url)} },`,
        ]),
  ];
}

/** A phase whose server may be in a container, which it then rests on. */
const inContainer = (phase: string, container: string | null): string =>
  container === null ? `"${phase}": {},` : `"${phase}": { "container": ${json(container)} },`;

const expected = ({ name, dependsOn, isOneShot }: Draft['containers'][number]): string =>
  `{ ${[
    `"name": ${json(name)}`,
    ...(isOneShot ? ['"one_shot": true'] : []),
    ...(dependsOn.length === 0 ? [] : [`"depends_on": [${dependsOn.map(json).join(', ')}]`]),
  ].join(', ')} },`;

const worker = ({ name, kind, container, match, minProcesses }: Draft['workers'][number]): string =>
  `{ "name": ${json(name)}, "kind": "${kind}", "container": ${json(container)}, "match": ${json(match)}${
    kind === 'worker' ? `, "min_processes": ${minProcesses}` : ''
  } },`;

function block(key: string, lines: readonly string[], brackets = '{}'): string[] {
  return [`${key}: ${brackets[0] ?? ''}`, ...indented(lines), `${brackets[1] ?? ''},`];
}

const indented = (lines: readonly string[]): string[] => lines.map(line => (line === '' ? '' : `  ${line}`));

/** A string of the config that stands for itself: what was found in a name is no reference to a variable. */
const json = (text: string): string => JSON.stringify(text.replaceAll('$', () => '$$'));

/** One line, whatever is in it. */
function comment(text: string): string {
  return `// ${text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')}`;
}
