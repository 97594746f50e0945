import type { Bounds, DockerReads } from './docker-connection.ts';
import type { RawInfo } from './docker-info.ts';
import { ping } from './docker-ping.ts';
import type { EngineFacts } from './docker-types.ts';
import { DockerError } from './errors.ts';

interface RawVersion {
  readonly Version?: string;
  readonly ApiVersion?: string;
  readonly Components?: readonly { readonly Name?: string; readonly Version?: string }[] | null;
}

/** Podman asks the package manager for the versions of its programs before it answers. */
const SLOW = { timeoutMs: 15_000 };

/** Which engine it is, and how it runs. */
export async function engineFacts(reads: DockerReads): Promise<EngineFacts> {
  const bounds = (await ping(reads))?.isPodman ? SLOW : {};
  const version = await reads.get<RawVersion>('/version', {}, bounds);
  const info = await infoOf(reads, bounds);
  const podman = version.Components?.find(({ Name }) => /podman/i.test(Name ?? ''));
  return {
    version: podman?.Version ?? version.Version ?? 'unknown',
    apiVersion: version.ApiVersion ?? 'unknown',
    kind: podman ? 'podman' : 'docker',
    isRootless: info === null ? null : (info.SecurityOptions ?? []).some(option => /^name=rootless/.test(option)),
    authorization: info?.Plugins?.Authorization ?? [],
  };
}

/** Socket proxies often refuse it. */
async function infoOf(reads: DockerReads, bounds: Bounds): Promise<RawInfo | null> {
  try {
    return await reads.get<RawInfo>('/info', {}, bounds);
  } catch (error) {
    if (error instanceof DockerError && error.fault === 'forbidden') return null;
    throw error;
  }
}
