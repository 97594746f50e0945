import type { Check, Outcome } from '../system.ts';
import { identityOf, isTrouble } from './reading.ts';
import { mastersOf } from './mode.ts';
import type { Answer, Info, Reading } from './reading.ts';
import { unseen } from './unseen.ts';

type Told = Pick<Outcome, 'status' | 'message'> & { readonly recommendation?: string };

/** Would a write be taken? Told from INFO and from PING's own answer; nothing is written. */
export const writes: Check<Reading> = {
  id: 'writes',
  title: 'Redis takes writes',
  evaluate(reading) {
    const hidden = unseen(reading);
    if (hidden !== null) return hidden;
    const { target, restsOn, ping, info } = reading;
    const common = { target, restsOn, identity: identityOf(info) };
    if (isTrouble(ping) && ping.fault === 'misconf') return { ...common, ...misconfigured(ping.message) };
    if (isTrouble(info)) return { ...common, status: 'error', message: info.message };
    return { ...common, evidence: evidenceOf(reading, info.value), ...judge(info.value, reading) };
  },
};

/** Redis refuses PING with MISCONF exactly while it refuses writes for that, so CONFIG GET, which an ACL may deny, is not needed. */
const misconfigured = (message: string): Told => ({
  status: 'failed',
  message,
  recommendation:
    'Redis cannot save to disk and so refuses writes. Look at its log and at the free space and rights of its data directory. Do not restart it: what was not saved would be lost.',
});

function judge(info: Info, { cluster }: Reading): Told {
  if (info.redis_mode === 'sentinel') return judgeSentinel(info);
  if (info.role === 'slave') return judgeReplica(info);
  if (info.min_slaves_good_slaves === '0')
    return {
      status: 'failed',
      message: 'no replica is in step: writes are answered NOREPLICAS (min-replicas-to-write)',
    };
  const unsaved = failedSaves.filter(({ key }) => info[key] === 'err').map(({ what }) => what);
  if (cluster !== null) return judgeCluster(cluster, unsaved);
  if (unsaved.length === 0) return { status: 'passed', message: 'Redis is the master and takes writes' };
  return unsavedOf('Redis', unsaved);
}

const unsavedOf = (who: string, unsaved: readonly string[]): Told => ({
  status: 'warning',
  message: `${who} takes writes, but its last ${unsaved.join(' and ')} failed`,
  recommendation:
    'Look at the log of Redis and at the free space of its data directory: after a restart, data would be missing.',
});

const judgeSentinel = (info: Info): Told => ({
  status: 'failed',
  message: `this is a Sentinel, which holds no data; it watches ${mastersOf(info)}`,
  recommendation:
    'Point connections.redis.url at the master that the Sentinel names: a Sentinel is not asked for it here.',
});

/** A cluster of which a slot is missing answers CLUSTERDOWN, by every node. */
function judgeCluster(cluster: Answer<Info>, unsaved: readonly string[]): Told {
  if (isTrouble(cluster)) return { status: 'error', message: `whether the cluster takes writes: ${cluster.message}` };
  const { cluster_state: state, cluster_slots_ok: ok, cluster_known_nodes: nodes } = cluster.value;
  const size = `${ok ?? '?'} of 16384 slots are served by ${nodes ?? '?'} known nodes`;
  if (state !== 'ok')
    return {
      status: 'failed',
      message: `the cluster is down (cluster_state ${state ?? '?'}): ${size}, and keys are answered CLUSTERDOWN`,
      recommendation: 'Ask CLUSTER NODES on any node which of them fail, and bring those back; nothing is healed here.',
    };
  const who = 'this node of a cluster is a master and';
  if (unsaved.length > 0) return unsavedOf(who, unsaved);
  return { status: 'passed', message: `${who} takes writes for its part of the keys (${size})` };
}

const failedSaves = [
  { key: 'rdb_last_bgsave_status', what: 'save (BGSAVE)' },
  { key: 'aof_last_bgrewrite_status', what: 'rewrite of the append-only file' },
  { key: 'aof_last_write_status', what: 'write to the append-only file' },
];

function judgeReplica({ slave_read_only, master_host, master_port, master_link_status }: Info): Told {
  const master = `${master_host ?? '?'}:${master_port ?? '?'} (link ${master_link_status ?? '?'})`;
  if (slave_read_only === '0')
    return { status: 'warning', message: `Redis is a replica of ${master}, which takes writes and will lose them` };
  return {
    status: 'failed',
    message: `Redis is a read-only replica of ${master}: writes are answered READONLY`,
    recommendation: 'Point connections.redis.url at the master, or end the failover that is under way.',
  };
}

function evidenceOf(
  { cluster }: Reading,
  {
    redis_mode: mode = null,
    role = null,
    rdb_last_bgsave_status = null,
    rdb_changes_since_last_save = null,
  }: Readonly<Record<string, string | null>>,
) {
  const state = cluster === null || isTrouble(cluster) ? {} : { cluster_state: cluster.value['cluster_state'] ?? null };
  return { mode, role, rdb_last_bgsave_status, rdb_changes_since_last_save, ...state };
}
