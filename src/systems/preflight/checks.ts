import { digitsApart } from '../../core/digits.ts';
import type { Check } from '../system.ts';
import { fullestOf } from './disk.ts';
import type { Reading } from './probe.ts';

/** Everything here is about the machine that this program runs on. */
const target = 'host';

const diskSpace: Check<Reading> = {
  id: 'disk_space',
  title: 'Free disk space',
  evaluate({ disks, dockerUnseen, settings: { min_free_disk_gb: least } }) {
    const unknown = disks.find(({ freeGb }) => freeGb === null);
    const fullest = fullestOf(disks);
    const isLow = fullest !== undefined && fullest.freeGb < least;
    if (!isLow && unknown !== undefined)
      return { target, status: 'error', message: `the free space of ${unknown.place} could not be read` };
    if (fullest === undefined) return { target, status: 'error', message: 'no disk could be looked at' };
    const measured = { target, observed: fullest.freeGb, threshold: least, evidence: { path: fullest.place } };
    const free = `${digitsApart(fullest.freeGb, least)} GB are free for ${fullest.place}`;
    // Whether Docker answers is the containers phase's question; here it is only said what was not looked at.
    const unseen = dockerUnseen === null ? '' : `; Docker's own disk was not looked at: ${dockerUnseen}`;
    if (!isLow) return { ...measured, status: 'passed', message: `${free}, at least ${least} GB wanted${unseen}` };
    return { ...measured, status: 'failed', issue: 'disk_space_low', message: `${free}, less than ${least} GB` };
  },
};

const memory: Check<Reading> = {
  id: 'memory',
  title: 'Free memory',
  evaluate({ memory: { availableBytes, totalBytes }, settings: { min_free_memory_percent: least } }) {
    const percent = (availableBytes / totalBytes) * 100;
    const measured = { target, observed: percent, threshold: least, evidence: { availableBytes, totalBytes } };
    const free = `${digitsApart(percent, least)} % of the memory is available`;
    if (percent >= least) return { ...measured, status: 'passed', message: `${free}, at least ${least} % wanted` };
    return {
      ...measured,
      status: 'failed',
      message: `${free}, less than ${least} %`,
      recommendation: 'Find what takes the memory (ps aux --sort=-rss | head) before anything is deployed beside it.',
    };
  },
};

/** Names alone are ever shown, never values. */
const environment: Check<Reading> = {
  id: 'environment',
  title: 'Environment variables',
  evaluate({ missingEnv, settings: { required_env: required } }) {
    if (required.length === 0) return { target, status: 'skipped', message: 'phases.preflight.required_env is empty' };
    const measured = { target, observed: required.length - missingEnv.length, threshold: required.length };
    if (missingEnv.length === 0)
      return { ...measured, status: 'passed', message: `all ${required.length} required variables are set` };
    return {
      ...measured,
      status: 'failed',
      message: `not set, or empty: ${missingEnv.join(', ')}`,
      recommendation: `Set ${missingEnv.join(', ')} in the environment of this run (phases.preflight.required_env).`,
    };
  },
};

/** Disk, memory, environment. */
export const checks: readonly Check<Reading>[] = [diskSpace, memory, environment];
