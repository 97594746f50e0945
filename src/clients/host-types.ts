import type { ContainerProcess } from './docker-types.ts';

/** What makes a pid one process and no later one. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot, as /proc has them. */
  readonly startTime: string;
  readonly command: string;
}

/** A process of this machine itself; what runs in a container is not one. */
export interface HostProcess extends ContainerProcess, ProcessIdentity {
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  /** It is this program, or one that started it. */
  readonly isOurs: boolean;
}

/** A systemd unit in systemd's own words: `loaded`, `not-found`, `masked`; `active`, `failed`, `activating`; `auto-restart`. */
export interface UnitState {
  readonly load: string;
  readonly active: string;
  readonly sub: string;
  /** `success`, `exit-code`, `start-limit-hit`, … */
  readonly result: string;
  /** 0 where it has none. */
  readonly mainPid: number;
  readonly restarts: number;
  /** Another one after every start. */
  readonly invocationId: string;
  /** Epoch milliseconds since which it is in this state; null where systemd does not tell. */
  readonly sinceMs: number | null;
  /** Units that a restart of this one restarts too. */
  readonly alongside: readonly string[];
}

/** Reads of the machine that this program runs on. Failures are HostError. */
export interface HostEyes {
  /** Every process of this machine, zombies too. */
  processes(): Promise<readonly HostProcess[]>;
  /** A unit of the system's own systemd; one that does not exist is `not-found`. */
  unit(name: string): Promise<UnitState>;
}

/** Writes. Each returns when its effect is complete, within its bound or the signal's. */
export interface HostHands {
  /** `systemctl restart`: done when systemd's job is. */
  restartUnit(name: string, signal: AbortSignal): Promise<void>;
  /** Run a program with its arguments, never through a shell, its output into the file; throws unless it exits with 0. */
  runCommand(argv: readonly string[], outputFile: string, signal: AbortSignal): Promise<void>;
  /** SIGTERM, and SIGKILL if it is not gone within the grace. `gone`: it was not that process any more, and nothing was sent. */
  end(process: ProcessIdentity, graceMs: number, signal: AbortSignal): Promise<'terminated' | 'killed' | 'gone'>;
}
