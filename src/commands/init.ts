import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askChoice, askReplace } from '../cli/init-questions.ts';
import type { Desk } from '../cli/init-questions.ts';
import { initLines } from '../cli/init.ts';
import type { InitResult } from '../cli/init.ts';
import type { Flags } from '../cli/program.ts';
import { shownHost } from '../clients/docker-host.ts';
import { openDocker } from '../clients/docker.ts';
import { openHttp } from '../clients/http.ts';
import { PostgresError } from '../clients/errors.ts';
import { openPostgres } from '../clients/postgres.ts';
import { loadConfig } from '../config/load.ts';
import { postgresPlace } from '../config/postgres-place.ts';
import { isSocketHere, usualEngine } from '../config/usual-engine.ts';
import { jsonText } from '../core/json.ts';
import { shellWord } from '../core/shell-word.ts';
import { UsageError } from '../errors.ts';
import { placeConfig, refusal } from '../init/config-place.ts';
import { configText } from '../init/config-text.ts';
import { draft, isEmpty, usualChoice } from '../init/draft.ts';
import type { Choice, Draft } from '../init/draft.ts';
import { applicationsOf } from '../init/roles.ts';
import type { Seen } from '../init/seen.ts';
import { survey } from '../init/survey.ts';
import { isEnvironmentName } from '../init/variables.ts';
import { liveWorkers } from '../systems/workers/live-workers.ts';
import { listenForInterrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { fileFor } from './load.ts';
import { packageRoot } from '../package-root.ts';

const LOOK_MS = 5000;
const INTERRUPTED = 130;
const TERMINATED = 143;

/** `orixoon init`: a config for what is on this machine. Writes that one file, and nothing else. */
export async function initCommand(force: boolean, flags: Flags, io: Io): Promise<number> {
  const file = fileFor(flags, io);
  const output = flags.output === 'pretty' ? io.stdout : io.stderr;
  const isAsked = io.stdin.isTTY && output.isTTY && flags.yes !== true;
  if (!isAsked && flags.yes !== true)
    throw new UsageError(
      'orixoon init asks what to test, and there is no terminal to ask at: nothing was written. Expected a terminal, or --yes to take what is found',
    );
  if (existsSync(file) && !force && !isAsked) throw refusal(file);
  let wasTerminated = false;
  const interrupts = listenForInterrupts(undefined, ({ by }) => (wasTerminated = by === 'SIGTERM'));
  const desk: Desk = { stdin: io.stdin, output, signal: interrupts.signal };
  try {
    let mayReplace = force;
    if (existsSync(file) && !force) {
      const replace = await askReplace(file, desk);
      if (replace === 'interrupted' || replace === 'aborted') return stopped(wasTerminated, io);
      if (replace === 'ended' || !replace.answer) throw refusal(file);
      mayReplace = true;
    }
    const seen = await lookAround(io, interrupts.signal);
    // Nobody is asked about what is not there.
    const usual = draftOf(seen, usualChoice(seen));
    if (isEmpty(usual) && !interrupts.signal.aborted) throw nothingFound(usual);
    const choice = isAsked ? await choose(seen, desk) : usualChoice(seen);
    if (choice === null || interrupts.signal.aborted) return stopped(wasTerminated, io);
    const made = draftOf(seen, choice);
    if (isEmpty(made)) throw nothingFound(made);
    const backup = placeConfig(
      file,
      configText(made, schemaFrom(file)),
      mayReplace,
      passing => void loadConfig(passing, io.env),
    );
    const result = resultOf(file, backup, made, flags.config !== undefined);
    io.stdout.write(
      flags.output === 'pretty'
        ? `${initLines(result).join('\n')}\n`
        : `${jsonText(result, flags.output === 'json' ? 2 : 0)}\n`,
    );
    return 0;
  } finally {
    interrupts.close();
  }
}

const draftOf = (seen: Seen, choice: Choice): Draft =>
  draft(seen, choice, ({ processes }, match) => liveWorkers(processes, match).live.length);

async function lookAround({ env }: Io, signal: AbortSignal): Promise<Seen> {
  const engine = env['DOCKER_HOST'] ? { host: env['DOCKER_HOST'], tls: null } : usualEngine(env, isSocketHere);
  if ('trouble' in engine) throw new UsageError(`${engine.trouble}. Set DOCKER_HOST, or choose another context`);
  const options = { timeoutMs: LOOK_MS, signal };
  const docker = openDocker(engine.host, { ...options, ...(engine.tls === null ? {} : { tls: engine.tls }) });
  try {
    return await survey({
      docker: docker.eyes,
      dockerHost: shownHost(engine.host),
      http: openHttp({ signal }),
      env,
      async hasTable(variable, table) {
        const place = postgresPlace(env[variable] ?? '', env, isSocketHere);
        if ('problems' in place) throw new PostgresError('22023', place.problems.join('; '));
        const postgres = openPostgres({ url: place.url }, options);
        try {
          const [row] = await postgres.eyes.query('select to_regclass($1) is not null as "isThere"', [table]);
          return row?.['isThere'] === true;
        } finally {
          await postgres.close();
        }
      },
    });
  } finally {
    docker.close();
  }
}

/** What the person at the terminal chose, or null after Ctrl-C. */
async function choose(seen: Seen, desk: Desk): Promise<Choice | null> {
  const usual = usualChoice(seen);
  const offer = {
    ...{ environment: usual.environment, containers: usual.containers, isEnvironmentName },
    applications: applicationsOf(seen).map(({ container }) => container),
  };
  const asked = await askChoice(offer, desk);
  if (asked === 'ended')
    throw new UsageError(
      'the input ended before the last question: nothing was written. Answer them all, or use --yes',
    );
  return typeof asked === 'string' ? null : asked.answer;
}

function stopped(wasTerminated: boolean, io: Io): number {
  io.stderr.write('interrupted: nothing was written\n');
  return wasTerminated ? TERMINATED : INTERRUPTED;
}

const nothingFound = ({ leftOut }: Draft): UsageError =>
  new UsageError(
    [
      'nothing was found here that could be tested, and nothing was written:',
      ...['containers', 'database', 'redis'].map(phase => `  ${phase}: ${leftOut[phase] ?? ''}`),
      'Start your stack, or set DATABASE_URL or REDIS_URL, and run orixoon init again; orixoon demo shows it all on a practice stack',
    ].join('\n'),
  );

/** The schema as a path from the config, where it is installed beside or below it. */
function schemaFrom(file: string): string | null {
  const schema = fileURLToPath(new URL('schemas/healing_config.schema.json', packageRoot));
  const path = relative(dirname(file), schema);
  return path.startsWith('..') || !existsSync(join(dirname(file), path)) ? null : `./${path}`;
}

function resultOf(file: string, backup: string | null, made: Draft, isNamed: boolean): InitResult {
  const { containers, project, workers, application, database, redis, environment, leftOut, toExport } = made;
  const names = containers.map(({ name }) => name).join(', ');
  const config = isNamed ? ` --config ${shellWord(file)}` : '';
  return {
    ...{ file, backup, environment },
    found: {
      ...(containers.length === 0
        ? {}
        : { containers: project === null ? names : `${names} (compose project ${project})` }),
      ...(database === null ? {} : { database: database.from }),
      ...(redis === null ? {} : { redis: redis.from }),
      ...(workers.length === 0 ? {} : { workers: workers.map(({ name, match }) => `${name} (${match})`).join(', ') }),
      ...(made.hasQueue ? { zoho_queue: 'the table tds_sync_queue' } : {}),
      ...(application === null ? {} : { application: `${application.container}, ${application.url}` }),
    },
    left_out: leftOut,
    to_export: toExport.map(line => `export ${line.replace('=', "='")}'`),
    next: [
      [' doctor', 'can all of it be reached, with the rights that it needs?'],
      ['', 'test; changes nothing'],
      [' --auto-heal --dry-run', 'what would be healed, and what would be refused'],
      [' --auto-heal', 'test, heal, test again'],
    ].map(([flags = '', what = '']) => `${`orixoon${config}${flags}`.padEnd(config.length + 31)}# ${what}`),
  };
}
