import type { Check, Outcome } from '../system.ts';
import { identityOf, isTrouble } from './reading.ts';
import type { Info, Reading } from './reading.ts';
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
    return { ...common, evidence: evidenceOf(info.value), ...judge(info.value) };
  },
};

/** Redis refuses PING with MISCONF exactly while it refuses writes for that, so CONFIG GET, which an ACL may deny, is not needed. */
const misconfigured = (message: string): Told => ({
  status: 'failed',
  message,
  recommendation:
    'Redis cannot save to disk and so refuses writes. Look at its log and at the free space and rights of its data directory. Do not restart it: what was not saved would be lost.',
});

function judge(info: Info): Told {
  if (info.redis_mode === 'sentinel') return { status: 'failed', message: 'this is a Sentinel, which holds no data' };
  if (info.role === 'slave') return judgeReplica(info);
  if (info.min_slaves_good_slaves === '0')
    return {
      status: 'failed',
      message: 'no replica is in step: writes are answered NOREPLICAS (min-replicas-to-write)',
    };
  const unsaved = failedSaves.filter(({ key }) => info[key] === 'err').map(({ what }) => what);
  if (unsaved.length === 0) return { status: 'passed', message: 'Redis is the master and takes writes' };
  return {
    status: 'warning',
    message: `Redis takes writes, but its last ${unsaved.join(' and ')} failed`,
    recommendation:
      'Look at the log of Redis and at the free space of its data directory: after a restart, data would be missing.',
  };
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

function evidenceOf({
  role = null,
  rdb_last_bgsave_status = null,
  rdb_changes_since_last_save = null,
}: Readonly<Record<string, string | null>>) {
  return { role, rdb_last_bgsave_status, rdb_changes_since_last_save };
}
