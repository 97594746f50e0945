import type { ContainerRow, EngineFacts } from '../clients/docker-types.ts';
import { wordsOf } from '../errors.ts';
import type { Look } from '../systems/system.ts';
import { isRefusal, mendsFor, socketOf } from './docker-mends.ts';
import { available, clockSign, notConfigured, sign, unavailable, unknown } from './sign.ts';
import type { Examination, Sign } from './sign.ts';

/** `one-shot` figures of memory came with it: Docker Engine 20.10. */
const LEAST_API = '1.41';

/** The engine: which it is, what it lets be read, and what can be known of the rest. Asks with GET alone. */
export async function examineDocker(look: Look): Promise<Examination> {
  const host = look.settings.connections.docker?.host;
  if (host === undefined) return notConfigured('connections.docker');
  try {
    const refused = await refusedReads(look);
    const facts = refused.includes('GET /version') ? null : await look.docker.facts();
    const doubt = whyUnknown(host, refused, facts);
    return {
      signs: [
        engineSign(facts),
        readsSign(refused),
        writesSign(doubt),
        await selfSign(look),
        clockSign('the engine', refused.includes('GET /info') ? null : await look.docker.clockOffsetMs()),
      ],
      judge: need =>
        need.kind !== 'docker' || doubt === null ? available : unknown(`${doubt}: ${need.calls.join(', ')}`),
    };
  } catch (error) {
    const why = wordsOf(error);
    return {
      signs: [sign('engine', 'failed', why, mendsFor(error, host))],
      judge: () => unavailable('Docker cannot be used'),
    };
  }
}

/** Which of the reads that the phases make are refused; throws where the engine cannot be reached at all. */
async function refusedReads({ docker }: Look): Promise<readonly string[]> {
  const refused: string[] = [];
  const attempt = async <T>(call: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push(call);
      return undefined;
    }
  };
  await attempt('GET /version', () => docker.facts());
  await attempt('GET /info', () => docker.dataPlace());
  await attempt('GET /images/json', () => docker.unusedImages());
  const rows = await attempt('GET /containers/json', () => docker.list());
  const one = rows?.find(isRunning) ?? rows?.[0];
  if (one === undefined) return refused;
  const view = await attempt('GET /containers/*/json', () => docker.inspect(one.id));
  if (!view) return refused;
  await attempt('GET /containers/*/logs', () => docker.logTail(one.id, 1));
  if (!isRunning(one)) return refused;
  await attempt('GET /containers/*/top', () => docker.top(one.id));
  await attempt('GET /containers/*/stats', () => docker.memory(view));
  return refused;
}

const isRunning = ({ state }: ContainerRow): boolean => state === 'running';

function engineSign(facts: EngineFacts | null): Sign {
  if (facts === null) return sign('engine', 'ok', 'it answers; a proxy before it keeps its version to itself');
  const { version, apiVersion, kind, isRootless } = facts;
  const name = `${kind === 'podman' ? 'Podman' : 'Docker Engine'} ${version}${isRootless === true ? ', rootless' : ''}`;
  const told = `${name}, API ${apiVersion} (${LEAST_API} or newer is needed)`;
  if (isOlder(apiVersion, LEAST_API))
    return sign('engine', 'failed', told, [{ in: 'do', text: 'update Docker Engine to 20.10 or newer' }]);
  if (kind === 'podman') return sign('engine', 'warning', `${told}; Orixoon is tested with Docker Engine alone`);
  return sign('engine', 'ok', told);
}

function isOlder(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

function readsSign(refused: readonly string[]): Sign {
  if (refused.length === 0) return sign('reading', 'ok', 'everything that the phases ask for is answered');
  return sign('reading', 'failed', `a proxy before the engine refuses ${refused.join(', ')}`, [
    { in: 'do', text: `let the proxy allow ${refused.join(', ')}` },
  ]);
}

/** Why nobody can tell whether the engine would do as it is told; null where nothing stands between us and it. */
function whyUnknown(host: string, refused: readonly string[], facts: EngineFacts | null): string | null {
  const { authorization = [] } = facts ?? {};
  if (authorization.length > 0) return `the plugin ${authorization.join(', ')} judges every request`;
  if (refused.length > 0) return 'a proxy stands before the engine, and may refuse it';
  if (socketOf(host) === null) return 'a proxy may stand before the engine, and refuse it';
  return null;
}

function writesSign(doubt: string | null): Sign {
  if (doubt === null) return sign('healing', 'ok', 'whoever may use this socket may start and restart containers');
  return sign('healing', 'note', `cannot be known without doing it: ${doubt}`, [
    { in: 'do', text: 'see under Heals which requests each of them makes, and let a proxy allow these' },
  ]);
}

async function selfSign({ docker }: Look): Promise<Sign> {
  const id = await docker.ownContainerId().catch((error: unknown) => {
    if (isRefusal(error)) return undefined;
    throw error;
  });
  if (id === undefined)
    return sign('itself', 'note', 'whether Orixoon runs in a container of this engine cannot be told');
  if (id === null) return sign('itself', 'ok', 'Orixoon does not run in a container of this engine');
  return sign('itself', 'ok', `Orixoon runs in the container ${id.slice(0, 12)} of this engine, and never restarts it`);
}
