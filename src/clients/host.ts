import { end } from './host-end.ts';
import { runCommand } from './host-command.ts';
import { readProcesses } from './host-processes.ts';
import { restartUnit, showUnit } from './host-systemd.ts';
import type { HostEyes, HostHands } from './host-types.ts';

/** `timeoutMs` bounds each look; the signal ends all of them. `systemctl`: which program that is. */
export interface HostOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly systemctl?: string;
}

/** The machine that this program runs on. */
export interface HostClient {
  readonly eyes: HostEyes;
  hands(): HostHands;
}

/** Nothing is opened, and nothing needs to be closed. */
export function openHost({ timeoutMs, signal, systemctl = 'systemctl' }: HostOptions): HostClient {
  return {
    eyes: {
      processes: readProcesses,
      unit: name => showUnit(name, { systemctl, timeoutMs, signal }),
    },
    hands: () => ({
      restartUnit: (name, within) => restartUnit(name, { systemctl, signal: AbortSignal.any([signal, within]) }),
      runCommand,
      end,
    }),
  };
}
