import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from './defaults.ts';
import { quote } from './flaw.ts';

/** An engine as a context of the docker command names it. */
export interface ContextEngine {
  readonly host: string;
  /** `directory`: of ca.pem, cert.pem and key.pem, where the context has such; `isChecked`: false for `skip-tls-verify`. */
  readonly tls: { readonly directory: string | null; readonly isChecked: boolean } | null;
}

/** Why the context cannot be used: what was expected, what was seen, what to do. */
export interface ContextTrouble {
  readonly trouble: string;
}

/** The name of the context in `config.json` that `docker context use` wrote; null where there is none. */
export function currentContext(folder: string): string | null | ContextTrouble {
  const file = join(folder, 'config.json');
  if (!existsSync(file)) return null;
  const read = readJson(file);
  if ('trouble' in read) return read;
  const name = isObject(read.json) ? read.json['currentContext'] : undefined;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** Where a context leads; its folders are named after the SHA-256 of its name. */
export function readContext(folder: string, name: string, from: string): ContextEngine | ContextTrouble {
  // Not imported: nothing else of a config wants it, and it takes as long to load as a config to read.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const hash = createHash('sha256').update(name).digest('hex');
  const file = join(folder, 'contexts', 'meta', hash, 'meta.json');
  if (!existsSync(file))
    return {
      trouble: `there is no docker context ${quote(name)}, which ${from} names; there are ${contextNames(folder).map(quote).join(', ')} (docker context ls)`,
    };
  const read = readJson(file);
  if ('trouble' in read) return read;
  const endpoints = isObject(read.json) ? read.json['Endpoints'] : undefined;
  const docker = isObject(endpoints) ? endpoints['docker'] : undefined;
  const host = isObject(docker) ? docker['Host'] : undefined;
  if (typeof host !== 'string' || host === '')
    return { trouble: `the docker context ${quote(name)} names no engine: expected Endpoints.docker.Host in ${file}` };
  const directory = join(folder, 'contexts', 'tls', hash, 'docker');
  const isChecked = !(isObject(docker) && docker['SkipTLSVerify'] === true);
  const hasFiles = existsSync(directory);
  return { host, tls: hasFiles || !isChecked ? { directory: hasFiles ? directory : null, isChecked } : null };
}

/** All that there are; `default` is always one. */
function contextNames(folder: string): readonly string[] {
  const meta = join(folder, 'contexts', 'meta');
  const names = (existsSync(meta) ? readdirSync(meta) : []).flatMap(hash => {
    const file = join(meta, hash, 'meta.json');
    const read = existsSync(file) ? readJson(file) : { json: null };
    const name = 'json' in read && isObject(read.json) ? read.json['Name'] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
  return ['default', ...names.sort()];
}

function readJson(file: string): { readonly json: unknown } | ContextTrouble {
  try {
    return { json: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    const why =
      error instanceof SyntaxError ? 'it is no JSON' : ((error as NodeJS.ErrnoException).code ?? 'unreadable');
    return { trouble: `${file}, where the docker command keeps its context, cannot be read: ${why}` };
  }
}
