import type { DockerReads } from './docker-connection.ts';
import type { EngineFacts } from './docker-types.ts';
import { DockerError } from './errors.ts';

interface RawVersion {
  readonly Version?: string;
  readonly ApiVersion?: string;
  readonly Components?: readonly { readonly Name?: string; readonly Version?: string }[] | null;
}

interface RawInfo {
  readonly SecurityOptions?: readonly string[] | null;
  readonly Plugins?: { readonly Authorization?: readonly string[] | null } | null;
}

/** Which engine it is, and how it runs. */
export async function engineFacts(reads: DockerReads): Promise<EngineFacts> {
  const version = await reads.get<RawVersion>('/version');
  const info = await infoOf(reads);
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
async function infoOf(reads: DockerReads): Promise<RawInfo | null> {
  try {
    return await reads.get<RawInfo>('/info');
  } catch (error) {
    if (error instanceof DockerError && error.fault === 'forbidden') return null;
    throw error;
  }
}
