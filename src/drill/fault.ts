import type { DockerConnection } from '../clients/docker-connection.ts';
import type { DockerEyes } from '../clients/docker-types.ts';
import type { Settings } from '../systems/settings.ts';

/** A way to break a stack on purpose, and to put it back. */
export interface Fault {
  /** What will be broken, in one sentence. */
  readonly title: string;
  /** The command with which a person mends it, should the drill itself be killed. */
  readonly byHand: string;
  /** Milliseconds that it must last before the gate acts on it: what the thresholds of the config ask for. */
  readonly ripeAfterMs: number;
  /** Returns when it is done; `mend` is called whether it threw or not. */
  inject(): Promise<void>;
  /** Returns when the stack is as before; does no harm where nothing is broken. */
  mend(): Promise<void>;
}

/** Or why it cannot be made here. */
export type Possible = Fault | { readonly impossible: string };

/** The stack that a config describes. */
export interface Place {
  readonly settings: Settings;
  readonly docker: { readonly eyes: DockerEyes; readonly connection: DockerConnection };
}
