import type { IssueType, PhaseName } from '../core/finding.ts';
import type { Settings } from './settings.ts';

/** One thing that an action needs from outside: told beforehand, so that `doctor` can say what could not be done here, and why. */
export type Need =
  /** Requests of the Docker API that change something, as a proxy before the engine has to allow them. */
  | { readonly kind: 'docker'; readonly calls: readonly string[] }
  /** Commands of Redis, and the patterns of the keys that they work on. */
  | { readonly kind: 'redis'; readonly commands: readonly string[]; readonly keys: readonly string[] }
  /** `signal`: end the sessions of others. `queue`: change the rows of the queue and of its dead letters. */
  | { readonly kind: 'postgres'; readonly right: 'signal' | 'queue' }
  /** Restart a unit of systemd. */
  | { readonly kind: 'unit'; readonly name: string }
  /** Run a program of this machine. */
  | { readonly kind: 'program'; readonly path: string }
  /** End processes of this machine. */
  | { readonly kind: 'processes'; readonly of: string }
  /** The config does not say on what to act. */
  | { readonly kind: 'setting'; readonly missing: string };

/** The issue that the config maps the action to. */
export interface NeedFor {
  readonly phase: PhaseName;
  readonly issue: IssueType;
}

/** What an action needs under a config, for one issue type. Pure. */
export type NeedsOf = (settings: Settings, of: NeedFor) => readonly Need[];
