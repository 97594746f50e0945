import { engineFacts } from './docker-facts.ts';
import { dataPlace, unusedImages } from './docker-images.ts';
import { accountOf } from './docker-info.ts';
import type { Account } from './docker-info.ts';
import { logLines } from './docker-log.ts';
import { memoryOf } from './docker-memory.ts';
import { ping } from './docker-ping.ts';
import type { Ping } from './docker-ping.ts';
import { possibleOwnIds, readTraces } from './docker-self.ts';
import { TOP_COLUMNS, toProcesses } from './docker-top.ts';
import { toRow, toView } from './docker-view.ts';
import type { RawContainer, RawRow } from './docker-view.ts';
import type { Bounds, DockerReads } from './docker-connection.ts';
import type { ContainerProcess, ContainerView, DockerEyes } from './docker-types.ts';
import { DockerError } from './errors.ts';
import { keptFor } from './kept.ts';

/** So many lines of a log are counted in one go. */
const LINES_AT_ONCE = 256;

/** For so long the engine's account of itself and the difference of two clocks are taken to be the same: they are dear to ask for, and several phases want to know. */
const SAME_MS = 5_000;

/** What is asked by an exec: a POST, though it changes nothing. */
export type DockerExecs = Pick<DockerEyes, 'answersExec' | 'redisAnswersInside'>;

/** The eyes over a connection that can only read. The execs come from outside. */
export function openEyes(reads: DockerReads, execs: DockerExecs): DockerEyes {
  const account = keptFor(SAME_MS, () => accountOf(reads));
  let own: Promise<string | null> | undefined;
  return {
    ...execs,
    list: async () => (await reads.get<RawRow[]>('/containers/json', { all: true })).map(toRow),
    inspect: id => inspectContainer(reads, id),
    top: (id, timeoutMs) => top(reads, id, timeoutMs ?? reads.timeoutMs),
    async logTail(id, lines) {
      const last: string[] = [];
      const view = await inspectContainer(reads, id);
      if (!view) throw new DockerError('not_found', `container ${id.slice(0, 12)} is gone: its log cannot be read`);
      await readLog(reads, view, { tail: lines }, line => {
        last.push(line);
        if (last.length > lines) last.shift();
        return true;
      });
      return last;
    },
    countLogLines: (view, sinceMs, matching, cap) => countLogLines(reads, view, sinceMs, matching, cap),
    memory: view => memoryOf(reads, view),
    clockOffsetMs: keptFor(SAME_MS, () => clockOffsetMs(reads, account)),
    ownContainerId: () => (own ??= ownContainerId(reads)),
    unusedImages: () => unusedImages(reads),
    dataPlace: async () => dataPlace((await account()).info),
    facts: () => engineFacts(reads),
  };
}

/** One container by its id, null where it is gone. */
export async function inspectContainer(reads: DockerReads, id: string, bounds?: Bounds): Promise<ContainerView | null> {
  try {
    return toView(await reads.get<RawContainer>(`/containers/${encodeURIComponent(id)}/json`, {}, bounds));
  } catch (error) {
    if (error instanceof DockerError && error.fault === 'not_found') return null;
    throw error;
  }
}

interface Table {
  readonly Titles: string[];
  readonly Processes: string[][] | null;
}

async function top(reads: DockerReads, id: string, timeoutMs: number): Promise<ContainerProcess[]> {
  const ask = (query: Record<string, string>): Promise<Table> =>
    reads.get<Table>(`/containers/${id}/top`, query, { timeoutMs });
  const table = await ask({ ps_args: TOP_COLUMNS }).catch((error: unknown) => {
    // The `ps` of a small host knows no columns of choice.
    if (error instanceof DockerError && error.fault === 'other' && !/not running/.test(error.message)) return ask({});
    throw error;
  });
  return toProcesses(table.Titles, table.Processes ?? []);
}

async function readLog(
  reads: DockerReads,
  { id, hasTty }: ContainerView,
  query: Record<string, string | number>,
  wantsMore: (line: string) => boolean,
): Promise<void> {
  await reads.read(`/containers/${id}/logs`, { stdout: true, stderr: true, ...query }, async answer => {
    for await (const line of logLines(answer, hasTty)) if (!wantsMore(line)) break;
  });
}

async function countLogLines(
  reads: DockerReads,
  view: ContainerView,
  sinceMs: number,
  matching: (lines: readonly string[]) => number,
  cap: number,
): Promise<number> {
  let count = 0;
  let lines: string[] = [];
  const take = (): void => {
    count += matching(lines);
    lines = [];
  };
  if (cap <= 0) return count;
  await readLog(reads, view, { since: (sinceMs / 1000).toFixed(3) }, line => {
    if (lines.push(line) === LINES_AT_ONCE) take();
    return count < cap;
  });
  take();
  return Math.min(count, cap);
}

async function clockOffsetMs(reads: DockerReads, account: () => Promise<Account>): Promise<number> {
  const before = Date.now();
  const alive = await ping(reads);
  // In the middle of the second that it told.
  const bySeconds = (alive?.timeMs ?? NaN) + 500 - (before + Date.now()) / 2;
  const offset = Math.round((await byAccount(alive, account)) ?? bySeconds);
  if (!Number.isFinite(offset)) throw new DockerError('other', 'the Docker engine does not tell its time');
  return offset;
}

/** Null where the whole seconds of a ping must do. */
async function byAccount(alive: Ping | null, account: () => Promise<Account>): Promise<number | null> {
  // Podman asks the package manager for versions before it answers /info: by then the time in it is seconds old.
  if (alive?.isPodman) return null;
  try {
    const { info, askedMs } = await account();
    return Date.parse(info.SystemTime) - askedMs;
  } catch (error) {
    // Socket proxies often refuse /info.
    if (error instanceof DockerError && error.fault === 'forbidden' && alive !== null) return null;
    throw error;
  }
}

async function ownContainerId(reads: DockerReads): Promise<string | null> {
  for (const id of possibleOwnIds(await readTraces())) {
    const view = await inspectContainer(reads, id);
    if (view?.id.startsWith(id)) return view.id;
  }
  return null;
}
