import type { NodeId } from '../../core/finding.ts';
import { containerNode } from '../container-target.ts';
import type { Settings, ZohoQueueSettings } from '../settings.ts';

/** The items that wait for somebody, exactly. */
export interface Counts {
  /** In `processing`, with a lock that ran out. */
  readonly expired: number;
  readonly failed: number;
  /** Failed with an error that no retry can cure. */
  readonly held: number;
  readonly due: number;
  /** How long the oldest item has been due, in seconds; null where none is. */
  readonly delaySeconds: number | null;
}

/** One look at the queue. */
export interface Reading extends Counts {
  readonly target: string;
  readonly restsOn: readonly NodeId[];
  readonly settings: ZohoQueueSettings;
  readonly tableOid: string;
  readonly lettersOid: string;
  /** Unresolved dead letters. */
  readonly deadLetters: number;
  /** Why the database takes no writes now, or null. */
  readonly readOnly: string | null;
}

/** The queue table's name as the config has it. */
export const targetOf = ({ phases }: Settings): string => phases.zoho_queue.table ?? 'zoho_queue';

/** The queue rests on the database phase, and on the container that PostgreSQL runs in. */
export function restsOnOf({ phases: { database } }: Settings): readonly NodeId[] {
  const { container } = database;
  const phase: NodeId = `database/${container ?? 'database'}`;
  return container === undefined ? [phase] : [phase, containerNode(container)];
}
