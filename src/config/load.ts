import { dirname, resolve } from 'node:path';
import type { Json } from '../core/json.ts';
import type { Policy } from '../core/policy.ts';
import { ConfigError } from '../errors.ts';
import type { Catalogue } from '../systems/catalogue.ts';
import type { Settings } from '../systems/settings.ts';
import type { ConfigDocument } from './config-document.ts';
import { readConfigText } from './config-file.ts';
import { crossCheck } from './cross-checks.ts';
import { isObject, withDefaults } from './defaults.ts';
import { toProblems } from './flaw.ts';
import { builtinGrammar } from './grammar.ts';
import type { Grammar } from './grammar.ts';
import type { Flaw } from './flaw.ts';
import type { Env } from './interpolate.ts';
import type { Notifications } from './notifications.ts';
import { parseConfig } from './parse.ts';
import { placeDatabase, withDatabase } from './place-database.ts';
import { toPolicy } from './policy.ts';
import { findSecrets } from './secrets.ts';
import type { Secret } from './secrets.ts';
import { findShapeFlaws } from './shape.ts';
import { textAt } from './url-checks.ts';
import { DEFAULT_HOST, isSocketHere, usualEngine } from './usual-engine.ts';
import type { IsSocket } from './usual-engine.ts';
import { readValues } from './values.ts';
import type { Place } from './values.ts';

/** A config that holds together, complete with its defaults. */
export interface LoadedConfig {
  /** Absolute. */
  readonly file: string;
  readonly settings: Settings;
  readonly policy: Policy;
  readonly notifications: Notifications;
  /** The phases that stand in the file. */
  readonly configured: ReadonlySet<string>;
  /** What no output may show. */
  readonly secrets: readonly Secret[];
}

/** Read a config. ConfigError with all that is wrong in it, or UsageError where there is none to read; opens no connection. */
export function loadConfig(file: string, env: Env, isSocket = isSocketHere): LoadedConfig {
  return judgeConfig(file, readConfigText(file), env, builtinGrammar, isSocket);
}

/** The same of a text that has been read already, so that what is judged is what the plugins were taken from. */
export function judgeConfig(
  file: string,
  text: string,
  env: Env,
  grammar: Grammar,
  isSocket = isSocketHere,
): LoadedConfig {
  const { schema, catalogue } = grammar;
  const { value, places, taken, flaws } = readValues(parseConfig(file, text), schema, env);
  const shapeFlaws = findShapeFlaws(value, places, grammar);
  const filled = withDefaults(withDocker(value), schema, env, places);
  const found = [...flaws, ...shapeFlaws];
  const engine = engineOf(value, filled, places, env, isSocket);
  const trouble = engine !== null && 'trouble' in engine ? [flawOfEngine(engine.trouble, places)] : [];
  const judged = [...found, ...crossCheck(filled, places, found), ...trouble];
  const database = placeDatabase(filled, places, judged, { env, isSocket });
  const all = [...judged, ...database.flaws];
  if (all.length > 0) throw new ConfigError(file, toProblems(all, text));
  // The schema has just said that it is one.
  const config = withDatabase(withEngine(filled as unknown as ConfigDocument, engine), database);
  const phases = isObject(value) && isObject(value['phases']) ? Object.keys(value['phases']) : [];
  return {
    file: resolve(file),
    ...build(config, dirname(resolve(file)), catalogue.actions),
    configured: new Set(phases),
    secrets: withoutDoubles([...findSecrets(filled, taken), ...passwordOf(env), ...database.secrets]),
  };
}

/** Whoever configures containers means the Docker engine that is usual here. */
function withDocker(value: Json): Json {
  if (!isObject(value) || !isObject(value['phases']) || !Object.hasOwn(value['phases'], 'containers')) return value;
  const connections = value['connections'] ?? {};
  return isObject(connections) ? { ...value, connections: { docker: {}, ...connections } } : value;
}

/** The driver takes it where the URL holds none. */
const passwordOf = ({ PGPASSWORD: value }: Env): readonly Secret[] =>
  value === undefined || value === '' ? [] : [{ name: 'PGPASSWORD', value }];

const withoutDoubles = (secrets: readonly Secret[]): readonly Secret[] =>
  secrets.filter(({ value }, index) => secrets.findIndex(other => other.value === value) === index);

const HOST = '/connections/docker/host';

/** The engine that is meant by the default, left out or written out; null where the config or DOCKER_HOST says which, or none is wanted. */
function engineOf(written: Json, filled: Json, places: ReadonlyMap<string, Place>, env: Env, isSocket: IsSocket) {
  if (textAt(filled, HOST) !== DEFAULT_HOST || (env['DOCKER_HOST'] ?? '') !== '') return null;
  const isLeftOpen =
    textAt(written, HOST) === undefined || places.get(HOST)?.variables.includes('DOCKER_HOST') === true;
  return isLeftOpen ? usualEngine(env, isSocket) : null;
}

const flawOfEngine = (trouble: string, places: ReadonlyMap<string, Place>): Flaw => ({
  offset: (places.get(HOST) ?? places.get('/connections/docker') ?? places.get(''))?.offset ?? 0,
  pointer: HOST,
  message: `connections.docker.host: ${trouble}. Set DOCKER_HOST, or name the engine here`,
});

function withEngine(config: ConfigDocument, engine: ReturnType<typeof engineOf>): ConfigDocument {
  if (engine === null || 'trouble' in engine) return config;
  const docker = { host: engine.host, ...(engine.tls === null ? {} : { tls: engine.tls }) };
  return { ...config, connections: { ...config.connections, docker } };
}

function build(
  config: ConfigDocument,
  folder: string,
  actions: Catalogue['actions'],
): Pick<LoadedConfig, 'settings' | 'policy' | 'notifications'> {
  const { application } = config.phases;
  const settings: Settings = {
    environment: config.environment,
    connections: config.connections,
    phases: {
      ...config.phases,
      application: {
        ...application,
        ...(application.log_file === undefined ? {} : { log_file: resolve(folder, application.log_file) }),
      },
    },
    blacklist: { ...config.blacklist, tables: withBareNames(config.blacklist.tables) },
    safety_limits: config.safety_limits,
    auto_healing: config.auto_healing,
    reports: { ...config.reports, directory: resolve(folder, config.reports.directory) },
  };
  const policy = toPolicy(settings, config.healing_actions, actions);
  return { settings, policy, notifications: config.notifications };
}

/** `"public"."Users"` protects what PostgreSQL calls public.Users: the database never shows a name in quotes. */
function withBareNames(tables: readonly string[]): readonly string[] {
  const bare = tables.map(entry =>
    entry.replaceAll(/"((?:[^"]|"")*)"/g, (_, inner: string) => inner.replaceAll('""', '"')),
  );
  return [...new Set([...tables, ...bare])];
}
