import { doctorText } from '../cli/doctor.ts';
import type { Flags } from '../cli/program.ts';
import type { Json } from '../core/json.ts';
import { jsonText } from '../core/json.ts';
import { healOf, mappedHeals, phaseOf } from '../doctor/availability.ts';
import type { Availability, Examinations } from '../doctor/availability.ts';
import { isReady, partOf } from '../doctor/consultation.ts';
import type { Consultation } from '../doctor/consultation.ts';
import { examineDatabase } from '../doctor/database.ts';
import { examineDocker } from '../doctor/docker.ts';
import { examineMachine } from '../doctor/machine.ts';
import { examineRedis } from '../doctor/redis.ts';
import { sign, unavailable } from '../doctor/sign.ts';
import type { Examination } from '../doctor/sign.ts';
import { lookOnce } from '../engine/look.ts';
import { cutOf, unlessAborted } from '../engine/wait.ts';
import { within } from '../within.ts';
import { systemsOf } from '../plugins/systems-of.ts';
import { openHistory } from '../report/history.ts';
import { makeRedact } from '../report/redact.ts';
import type { Phases } from '../systems/settings.ts';
import type { Look } from '../systems/system.ts';
import { listenForInterrupts } from './interrupts.ts';
import { columnsOfTerminal } from './io.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';
import type { Loaded } from './load.ts';
import { choosePhases } from './phases.ts';
import { environmentKey } from './place.ts';
import { paintFor } from './screen.ts';
import { warningsNow } from './warnings.ts';
import { openWorld } from './world.ts';

/** One connection with all its questions: several times what a single answer may take. */
const PART_MS = 30_000;

/** `orixoon doctor`: what can be used of what is configured, and what mends the rest. 0 where all can, 1 where not. Changes nothing. */
export async function doctorCommand(flags: Flags, io: Io): Promise<number> {
  const config = await loadFor(flags, io);
  const started = Date.now();
  const interrupts = listenForInterrupts(undefined, () => undefined);
  const reportsDir = config.settings.reports.directory;
  const world = openWorld(config.settings, io.env, interrupts.signal, openHistory(reportsDir));
  try {
    const consulted = await consult(config, harmless(world.look));
    const cut = cutOf(interrupts.signal);
    if (cut !== null) {
      io.stderr.write(`${cut.message}; nothing was changed\n`);
      return cut.by === 'SIGINT' ? 130 : 143;
    }
    const ready = isReady(consulted.parts, consulted.phases, consulted.heals);
    const all: Consultation = {
      ...{ schema_version: 1, environment: config.settings.environment, config: config.file, version: io.version },
      ...{ ready, exit_code: ready ? 0 : 1, duration_ms: Date.now() - started },
      ...consulted,
    };
    // Plain data, so redacting keeps its shape.
    const clean = makeRedact(config.secrets)(all as unknown as Json) as unknown as Consultation;
    io.stdout.write(textOf(clean, flags, io));
    return all.exit_code;
  } finally {
    interrupts.close();
    await world.close();
  }
}

function textOf(consultation: Consultation, flags: Flags, io: Io): string {
  if (flags.output !== 'pretty') return `${jsonText(consultation, flags.output === 'json' ? 2 : undefined)}\n`;
  const columns = columnsOfTerminal(io.stdout);
  const { verbose, quiet } = flags;
  return `${doctorText(consultation, { verbose, quiet, color: paintFor(io.stdout, flags, io), columns }).join('\n')}\n`;
}

/** An exec is the last question of a run to a container that hangs, or to a silent Redis, and a POST: here nobody asks it. */
const harmless = (look: Look): Look =>
  look.settings.connections.docker === undefined
    ? look
    : { ...look, docker: { ...look.docker, answersExec: nobody, redisAnswersInside: nobody } };

const nobody = (): Promise<boolean> => Promise.resolve(false);

async function consult(config: Loaded, look: Look): Promise<Pick<Consultation, 'parts' | 'phases' | 'heals'>> {
  const { settings, policy, roster } = config;
  const systems = systemsOf(roster);
  const reportsDir = settings.reports.directory;
  const chosen = choosePhases(systems, settings, undefined, undefined);
  const skipped = new Map(
    chosen.flatMap(({ system, skipped: why }) => (why === null ? [] : [[system.id, why] as const])),
  );
  const mapped = mappedHeals(systems, skipped, settings, policy);
  const needs = mapped.flatMap(one => one.needs);
  const looks = chosen.map(async ({ system, skipped: why }) =>
    why === null ? lookOnce(system, { isCritical: () => true }, look) : [],
  );
  const [docker, database, redis, machine, warnings, findings] = await Promise.all([
    inTime(examineDocker, look),
    inTime(examineDatabase, look),
    inTime(one => examineRedis(one, needs), look),
    examineMachine(look, { reportsDir, environmentKey: environmentKey(config) }, needs),
    warningsNow(look, policy, reportsDir),
    Promise.all(looks),
  ]);
  const by: Examinations = { docker, database, redis, machine };
  return {
    parts: [
      partOf('docker', 'Docker', docker.signs),
      partOf('database', 'PostgreSQL', database.signs),
      partOf('redis', 'Redis', redis.signs),
      partOf('machine', 'This machine', machine.signs),
    ],
    phases: chosen.map(({ system, skipped: why }, nth): Availability => {
      const isCritical = settings.phases[system.id as keyof Phases].critical;
      const seen = { system, skipped: why, findings: findings[nth] ?? [], isCritical };
      return phaseOf(seen, lackingOf(system.id, by), toldIn(by));
    }),
    heals: mapped.map(one => healOf(one, by, [...machine.noHeals, ...warnings])),
  };
}

/** A right that its look needs, though at this moment nothing may be hidden from it. */
const lackingOf = (phase: string, { database }: Examinations): string | null =>
  phase === 'database'
    ? (database.signs.find(({ about, health }) => about === 'sessions' && health === 'failed')?.message ?? null)
    : null;

/** A connection that cannot be used is told of once, not again by every phase. */
const toldIn = ({ docker, database, redis }: Examinations): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({ Docker: docker, PostgreSQL: database, Redis: redis }).flatMap(([name, { signs }]) =>
      signs
        .filter(({ about, health }) => health === 'failed' && (about === 'engine' || about === 'server'))
        .map(({ message }) => [message, `${name} cannot be used`] as const),
    ),
  );

async function inTime(examine: (look: Look) => Promise<Examination>, look: Look): Promise<Examination> {
  const signal = within(PART_MS, look.signal);
  const late = (): Examination => {
    const why = cutOf(look.signal)?.message ?? `not all was answered within ${PART_MS / 1000} s`;
    return { signs: [sign('server', 'failed', why)], judge: () => unavailable(why) };
  };
  return unlessAborted(examine({ ...look, signal }), signal, late);
}
