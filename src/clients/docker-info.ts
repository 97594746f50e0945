import type { DockerReads } from './docker-connection.ts';

/** What we read of the engine's account of itself. */
export interface RawInfo {
  readonly SystemTime: string;
  readonly Name?: string;
  readonly DockerRootDir?: string;
  readonly DriverStatus?: readonly (readonly string[])[] | null;
  readonly SecurityOptions?: readonly string[] | null;
  readonly Plugins?: { readonly Authorization?: readonly string[] | null } | null;
}

/** The account, and the middle of the time that it took, by our clock. */
export interface Account {
  readonly info: RawInfo;
  readonly askedMs: number;
}

/** Asks for the account. */
export async function accountOf(reads: DockerReads): Promise<Account> {
  const before = Date.now();
  const info = await reads.get<RawInfo>('/info');
  return { info, askedMs: (before + Date.now()) / 2 };
}
