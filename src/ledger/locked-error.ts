import { OrixoonError } from '../errors.ts';
import type { LockHolder } from './lock-holder.ts';

/** Another run holds the environment: exit 5. `holder` is null where its file cannot be read. */
export class LockedError extends OrixoonError {
  override readonly name = 'LockedError';
  readonly file: string;
  readonly holder: LockHolder | null;
  /** The holder is known to be at work; else it only counts as held, until a person looks. */
  readonly isAlive: boolean;
  constructor(file: string, holder: LockHolder | null, isAlive: boolean, message: string) {
    super(message);
    this.file = file;
    this.holder = holder;
    this.isAlive = isAlive;
  }
}
