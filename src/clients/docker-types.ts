import type { Identity } from '../core/finding.ts';

/** What one look at a container tells. Times are epoch milliseconds, null where Docker has none. */
export interface ContainerView {
  readonly id: string;
  readonly name: string;
  readonly project: string | null;
  readonly service: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  /** As Docker writes it, for identities. */
  readonly startedAt: string;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  readonly createdAtMs?: number | null;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  readonly restartCount: number;
  readonly restartPolicy: string;
  readonly hasTty: boolean;
  /** The host's pid of PID 1, 0 where it does not run. */
  readonly pid: number;
  readonly health: ContainerHealth | null;
  /** Seconds that Docker waits after the stop signal. */
  readonly stopTimeoutS: number;
  readonly memoryLimitBytes: number | null;
  /** Container ids that this one shares a network or pid namespace with. */
  readonly namespaceOf: readonly string[];
  readonly env: readonly string[];
  /** TCP ports inside, and the port of this machine that leads there, null where none does. */
  readonly ports?: readonly { readonly inside: number; readonly published: number | null }[];
  /** The program and its arguments, as configured: what runs in it where `top` cannot tell. */
  readonly command?: readonly string[];
  /** Why Docker could not start it, in Docker's words, or null. */
  readonly startError?: string | null;
}

export interface ContainerHealth {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failingStreak: number;
  readonly startPeriodMs: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly retries: number;
  /** Output of the last probe, capped. */
  readonly lastOutput: string | null;
  readonly lastExitCode: number | null;
}

/** The row that `GET /containers/json` gives without an inspect. */
export interface ContainerRow {
  readonly id: string;
  readonly name: string;
  readonly project: string | null;
  readonly service: string | null;
  readonly workingDir: string | null;
  readonly state: ContainerView['state'];
  readonly health: ContainerHealth['status'] | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Id (or name, as Docker wrote it) of the container whose network it uses, or null. */
  readonly networkOf?: string | null;
}

export interface ContainerProcess {
  readonly pid: number;
  readonly ppid: number;
  /** `Z` for a zombie. */
  readonly state: string;
  readonly command: string;
  /** The bare program name (comm), for the process blacklist. */
  readonly name: string;
}

/** An image that nothing names, no container uses and no other image is built on. */
export interface UnusedImage {
  readonly id: string;
  /** What its removal frees at the most. */
  readonly bytes: number;
  readonly createdAtMs: number;
}

/** Which engine it is, and how it runs. */
export interface EngineFacts {
  readonly version: string;
  /** The newest that it speaks, as `1.41`. */
  readonly apiVersion: string;
  readonly kind: 'docker' | 'podman';
  /** Null where a proxy keeps it from us. */
  readonly isRootless: boolean | null;
  /** Plugins that judge every request. */
  readonly authorization: readonly string[];
}

/** Where the engine keeps its data, as the machine that it runs on calls it. */
export interface DataPlace {
  readonly hostName: string;
  /** One of them may not be there. */
  readonly directories: readonly string[];
}

/** Reads of the Docker engine, each bounded by a timeout of its own. Failures are DockerError with a kind. */
export interface DockerEyes {
  /** Every container, running or not. */
  list(): Promise<readonly ContainerRow[]>;
  /** By id; null where it is gone. */
  inspect(id: string): Promise<ContainerView | null>;
  /** The processes of a running container. */
  top(id: string, timeoutMs?: number): Promise<readonly ContainerProcess[]>;
  /** The last lines of the log, stdout and stderr as they came, each capped. */
  logTail(id: string, lines: number): Promise<readonly string[]>;
  /** Lines since a moment (epoch ms) that match, at most `cap` counted. */
  countLogLines(
    view: ContainerView,
    sinceMs: number,
    matching: (lines: readonly string[]) => number,
    cap: number,
  ): Promise<number>;
  /** True if a `true`-like exec inside answers within the time: the last question to a container that no longer answers `top`. */
  answersExec(id: string, timeoutMs: number): Promise<boolean>;
  /** True if Redis answers a PING that is asked inside its container; `port` as seen from here. False: nobody knows. */
  redisAnswersInside(id: string, port: number): Promise<boolean>;
  /** Of a container that was just inspected: memory in use and the limit (null: none), in bytes; page cache is in there where the engine does not tell it apart. */
  memory(view: ContainerView): Promise<{
    readonly usedBytes: number;
    readonly isWithCache: boolean;
    readonly limitBytes: number | null;
  }>;
  /** The engine's clock minus ours, milliseconds. */
  clockOffsetMs(): Promise<number>;
  /** The id of the container that this program runs in, or null. */
  ownContainerId(): Promise<string | null>;
  /** In the order in which they can be removed: what others are built on after those. */
  unusedImages(): Promise<readonly UnusedImage[]>;
  dataPlace(): Promise<DataPlace>;
  facts(): Promise<EngineFacts>;
}

/** Writes. Each waits until the effect can be seen; what takes an `identity` ({ id, startedAt, state }) applies only while it holds: else StaleError. */
export interface DockerHands {
  start(identity: Identity, signal: AbortSignal): Promise<ContainerView>;
  /** Stop within the grace, then start; verified by a new StartedAt. Never fires twice. */
  restart(identity: Identity, signal: AbortSignal): Promise<ContainerView>;
  /** Kill, wait for the exit within a bound, start. */
  forceRestart(identity: Identity, signal: AbortSignal): Promise<ContainerView>;
  unpause(identity: Identity, signal: AbortSignal): Promise<ContainerView>;
  /** Stop, move paths out of it into tars of ours, start, see it stay up. Where it does not, or is interrupted before the start, all is put back and it is started. */
  restartCleared(task: ClearTask, signal: AbortSignal): Promise<Cleared>;
  /** Stop, put everything back from its copy, start. Once begun it goes on to its end, whatever is interrupted. */
  restoreCleared(cleared: Pick<Cleared, 'aside'> & { readonly id: string }): Promise<ContainerView>;
  /** Remove an image by its id, if it is unused at this moment: null then, else why it was left alone. Nothing else goes with it. */
  removeImage(id: string, signal: AbortSignal): Promise<string | null>;
}

/** What is to be cleared out of a container, and when it may. */
export interface ClearTask {
  readonly id: string;
  /** Asked right before the stop; false is a StaleError. */
  readonly isStill: (now: ContainerView) => boolean;
  /** Absolute paths inside; one that does not exist is left out. A file is removed, a directory emptied. */
  readonly paths: readonly string[];
  /** The folder for the tars. */
  readonly keepIn: string;
  /** Done while it is stopped, with the copies on disk and nothing removed yet. */
  readonly whileStopped: () => Promise<void>;
}

/** What became of it. */
export interface Cleared {
  readonly view: ContainerView;
  /** What was moved, and to which file. */
  readonly aside: readonly { readonly path: string; readonly file: string }[];
}
