import type { Info } from './reading.ts';

/** The Sentinel's masters as INFO tells them: `tsh at 10.0.0.5:6379 (ok)`, for messages. */
export function mastersOf(info: Info): string {
  const masters = Object.entries(info).flatMap(([key, value]) => {
    const { name, address, status } = pairsOf(value);
    return /^master\d+$/.test(key) && name !== undefined ? [`${name} at ${address ?? '?'} (${status ?? '?'})`] : [];
  });
  return masters.length === 0 ? 'no master' : masters.join(', ');
}

/** `name=tsh,status=ok` as key → value. */
const pairsOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(',').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );

/** Why no key may be deleted in what answers here, or null where it is a lone master. One node has a part of a cluster's keys only. */
export function noKeysHere({ redis_mode: mode, role, loading }: Info): string | null {
  if (mode === 'sentinel') return 'connections.redis.url leads to a Sentinel, which holds no data';
  if (mode === 'cluster')
    return 'Redis is a node of a cluster, and has only a part of its keys: whoever runs the cluster deletes them';
  if (role === 'slave') return 'Redis is a replica: keys are deleted on its master';
  return loading === '1' ? 'Redis is loading its data' : null;
}

/** What a container that does not answer was started as, from its command line; null: nothing in it says that it is more than one Redis alone. */
export function modeOfCommand(command: readonly string[]): 'sentinel' | 'cluster' | 'replica' | null {
  const words = command.map(word => word.toLowerCase());
  const after = (option: string): string | undefined =>
    words.includes(option) ? words[words.indexOf(option) + 1] : undefined;
  if (words.includes('--sentinel') || words.some(word => /(?:^|\/)(?:redis|valkey)-sentinel$/.test(word)))
    return 'sentinel';
  if (after('--cluster-enabled') === 'yes') return 'cluster';
  return words.some(word => word === '--replicaof' || word === '--slaveof') ? 'replica' : null;
}
