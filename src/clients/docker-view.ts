import type { ContainerHealth, ContainerRow, ContainerView } from './docker-types.ts';

type Labels = Readonly<Record<string, string>>;

/** What we read of a row of `GET /containers/json`. Go writes null for what is empty; Podman leaves some of it out. */
export interface RawRow {
  readonly Id: string;
  readonly Names: readonly string[] | null;
  readonly State: string;
  readonly Status: string;
  readonly Labels: Labels | null;
  readonly HostConfig?: { readonly NetworkMode?: string };
}

/** As `6379/tcp` → where it is published, null where it is not. */
export type PortBindings = Readonly<Record<string, readonly { readonly HostPort?: string }[] | null>>;

/** What we read of `GET /containers/<id>/json`. Durations are nanoseconds, 0 where the engine's default holds. */
export interface RawContainer {
  readonly Id: string;
  readonly Name: string;
  readonly Created?: string;
  readonly Path?: string;
  readonly Args?: readonly string[] | null;
  readonly RestartCount?: number;
  readonly State: {
    readonly Status: string;
    readonly StartedAt: string;
    readonly FinishedAt?: string;
    readonly ExitCode?: number;
    readonly OOMKilled?: boolean;
    readonly Pid?: number;
    readonly Error?: string;
    readonly Health?: {
      readonly Status?: string;
      readonly FailingStreak?: number;
      readonly Log?: readonly { readonly ExitCode?: number; readonly Output?: string }[] | null;
    } | null;
  };
  readonly HostConfig: {
    readonly NetworkMode?: string;
    readonly PidMode?: string;
    readonly IpcMode?: string;
    readonly Memory?: number;
    readonly RestartPolicy?: { readonly Name?: string } | null;
  };
  readonly NetworkSettings?: { readonly Ports?: PortBindings | null };
  readonly Config: {
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
    readonly Image?: string;
    readonly Labels?: Labels | null;
    readonly Env?: readonly string[] | null;
    readonly Tty?: boolean;
    readonly StopTimeout?: number | null;
    readonly Healthcheck?: {
      readonly Interval?: number;
      readonly Timeout?: number;
      readonly StartPeriod?: number;
      readonly Retries?: number;
    } | null;
  };
}

const OUTPUT_CAP = 2048;
const STOP_GRACE_S = 10;

/** `/redis` → `redis`. A container that others link to has more names, with a second slash. */
const bareName = (names: readonly string[]): string =>
  (names.find(name => !name.slice(1).includes('/')) ?? names[0] ?? '').replace(/^\//, '');

/** Podman has words of its own. */
const stateOf = (word: string): ContainerView['state'] => {
  if (word === 'configured' || word === 'initialized') return 'created';
  if (word === 'stopping') return 'running';
  const known = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;
  return known.find(state => state === word) ?? 'exited';
};

const labelsOf = (labels: Labels) => ({
  project: labels['com.docker.compose.project'] ?? null,
  service: labels['com.docker.compose.service'] ?? null,
  labels,
});

const otherContainer = (mode: string | undefined): string | null => /^container:(.+)$/.exec(mode ?? '')?.[1] ?? null;

/** A row of `GET /containers/json`. */
export function toRow(info: RawRow): ContainerRow {
  const labels = labelsOf(info.Labels ?? {});
  const health = /\((?:health: )?(starting|healthy|unhealthy)\)/.exec(info.Status)?.[1];
  return {
    ...labels,
    id: info.Id,
    name: bareName(info.Names ?? []),
    workingDir: labels.labels['com.docker.compose.project.working_dir'] ?? null,
    state: stateOf(info.State),
    health: (health as ContainerHealth['status'] | undefined) ?? null,
    networkOf: otherContainer(info.HostConfig?.NetworkMode),
  };
}

/** The answer of `GET /containers/<id>/json`. */
export function toView(info: RawContainer): ContainerView {
  const { State: state, HostConfig: host, Config: config } = info;
  const modes = [host.NetworkMode, host.PidMode, host.IpcMode].map(otherContainer);
  return {
    ...labelsOf(config.Labels ?? {}),
    id: info.Id,
    name: bareName([info.Name]),
    image: config.Image ?? '',
    state: stateOf(state.Status),
    startedAt: state.StartedAt,
    startedAtMs: toMs(state.StartedAt),
    finishedAtMs: toMs(state.FinishedAt),
    createdAtMs: toMs(info.Created),
    exitCode: state.ExitCode ?? 0,
    oomKilled: state.OOMKilled ?? false,
    restartCount: info.RestartCount ?? 0,
    restartPolicy: host.RestartPolicy?.Name ?? '',
    hasTty: config.Tty ?? false,
    pid: state.Pid ?? 0,
    health: toHealth(info),
    stopTimeoutS: config.StopTimeout ?? STOP_GRACE_S,
    memoryLimitBytes: host.Memory ? host.Memory : null,
    namespaceOf: [...new Set(modes.filter(id => id !== null))],
    env: config.Env ?? [],
    ports: portsOf(info),
    command: [info.Path ?? '', ...(info.Args ?? [])],
    startError: state.Error || null,
  };
}

/** What listens on UDP is left out. */
function portsOf({ NetworkSettings: network, Config: config }: RawContainer): NonNullable<ContainerView['ports']> {
  const bound = network?.Ports ?? {};
  const names = new Set([...Object.keys(bound), ...Object.keys(config.ExposedPorts ?? {})]);
  return [...names]
    .filter(name => name.endsWith('/tcp'))
    .map(name => {
      const hostPort = bound[name]?.[0]?.HostPort;
      return { inside: Number.parseInt(name, 10), published: hostPort ? Number(hostPort) : null };
    });
}

/** Docker writes the year 1 where there is no time. */
function toMs(time: string | undefined): number | null {
  const ms = Date.parse(time ?? '');
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

function toHealth({ State: state, Config: config }: RawContainer): ContainerHealth | null {
  const status = state.Health?.Status;
  if (status !== 'starting' && status !== 'healthy' && status !== 'unhealthy') return null;
  const { Interval, Timeout, StartPeriod, Retries } = config.Healthcheck ?? {};
  const last = state.Health?.Log?.at(-1);
  const ms = (nanoseconds: number | undefined, byDefault: number): number =>
    nanoseconds ? nanoseconds / 1_000_000 : byDefault;
  return {
    status,
    failingStreak: state.Health?.FailingStreak ?? 0,
    startPeriodMs: ms(StartPeriod, 0),
    intervalMs: ms(Interval, 30_000),
    timeoutMs: ms(Timeout, 30_000),
    retries: Retries ? Retries : 3,
    lastOutput: last?.Output === undefined ? null : last.Output.trim().slice(0, OUTPUT_CAP),
    lastExitCode: last?.ExitCode ?? null,
  };
}
