/** The memory part of what an engine answers to `stats`. */
export interface RawMemory {
  readonly usage?: number;
  readonly stats?: Readonly<Record<string, number>> | null;
}

/** Memory in use, page cache aside: what the kernel gives back at need is not use. Null where there are no figures. */
export function usedMemory({ usage, stats }: RawMemory): { usedBytes: number; isWithCache: boolean } | null {
  if (usage === undefined) return null;
  // cgroup v1 and v2 name it differently; v1 has `inactive_file` too, without the groups below it. Podman names neither.
  const cache = stats?.['total_inactive_file'] ?? stats?.['inactive_file'];
  if (cache === undefined) return { usedBytes: usage, isWithCache: true };
  return { usedBytes: cache < usage ? usage - cache : usage, isWithCache: false };
}
