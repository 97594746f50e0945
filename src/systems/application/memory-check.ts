import { digitsApart } from '../../core/digits.ts';
import type { Check, Outcome } from '../system.ts';
import { sampleEvidence } from './memory-history.ts';
import { memoryTrend, MIN_SAMPLES } from './memory-trend.ts';
import type { MemoryTrend } from './memory-trend.ts';
import { runOf, without } from './reading.ts';
import type { MemorySight, Reading } from './reading.ts';

type Judged = Omit<Outcome, 'target'>;

/** Memory without page cache against the container's limit (at the threshold is over it), and its trend over earlier runs. */
export const memory: Check<Reading> = {
  id: 'memory',
  title: 'Memory of the application',
  evaluate(reading) {
    const base = { target: reading.target, restsOn: reading.restsOn, identity: runOf(reading) };
    if (!('value' in reading.memory)) return { ...base, ...without(reading.memory) };
    const seen = reading.memory.value;
    const evidence = {
      ...sampleEvidence({ atMs: reading.nowMs, usedBytes: seen.usedBytes }),
      limit_bytes: seen.limitBytes,
    };
    const judged = doubted(seen, judge(seen, reading));
    const damage = seen.history?.damage ?? null;
    return {
      ...base,
      ...judged,
      message: damage === null ? judged.message : `${judged.message}; ${damage}`,
      evidence: { ...evidence, ...judged.evidence },
    };
  },
};

/** Too much with page cache in it may be enough without: that is not known, and no reason to heal. */
function doubted({ isWithCache }: MemorySight, judged: Judged): Judged {
  if (!isWithCache || judged.status !== 'failed') return judged;
  const { observed = null, threshold = null, message } = judged;
  const doubt = 'page cache is in there, which the engine does not tell apart (Podman does not)';
  return { status: 'error', observed, threshold, message: `${message}; but ${doubt}: look inside the container` };
}

function judge(seen: MemorySight, reading: Reading): Judged {
  const { usedBytes, limitBytes, history } = seen;
  const { settings, nowMs } = reading;
  const trend =
    history === null
      ? null
      : memoryTrend([...history.samples, { atMs: nowMs, usedBytes }], {
          limitBytes,
          minSpanMs: settings.memory_trend_min_seconds * 1000,
          horizonMs: settings.memory_trend_horizon_seconds * 1000,
          growthPercent: settings.memory_trend_growth_percent,
        });
  return limitBytes === null ? unlimited(seen, trend, reading) : limited({ usedBytes, limitBytes }, trend, reading);
}

function limited(
  { usedBytes, limitBytes }: { readonly usedBytes: number; readonly limitBytes: number },
  trend: MemoryTrend | null,
  { settings: { memory_percent: threshold } }: Reading,
): Judged {
  const percent = (usedBytes / limitBytes) * 100;
  const share = `uses ${digitsApart(percent, threshold)} % of its memory limit of ${inMb(limitBytes)}`;
  const measured = { observed: percent, threshold };
  if (percent >= threshold)
    return { ...measured, status: 'failed', issue: 'memory_leak', message: `${share}, at or above ${threshold} %` };
  if (trend?.kind === 'rising' && trend.reachedInMs !== null) {
    const { reachedInMs, aheadMs } = trend;
    const message = `${share} and rises steadily, ${course(trend)}: at this rate it reaches the limit in ${inWords(reachedInMs)}`;
    const seconds = { observed: Math.round(reachedInMs / 1000), threshold: Math.round(aheadMs / 1000) };
    return { ...seconds, status: 'failed', issue: 'memory_leak', message, evidence: evidenceOf(trend) };
  }
  const steady = trend?.kind === 'not_rising' ? `; no leak in its course, ${course(trend)}` : '';
  return { ...measured, status: 'passed', message: `${share}, below ${threshold} %${steady}` };
}

/** Without a limit the trend alone can tell. */
function unlimited(
  { usedBytes }: MemorySight,
  trend: MemoryTrend | null,
  { target, settings: { memory_trend_growth_percent: threshold, memory_trend_min_seconds } }: Reading,
): Judged {
  if (trend === null || trend.kind === 'too_few') {
    const seen =
      trend === null ? 'memory_trend is off' : `${trend.count} samples of this run of it over ${inWords(trend.spanMs)}`;
    const wanted = trend === null ? '' : `, expected ${MIN_SAMPLES} over ${memory_trend_min_seconds} s`;
    const message = `container ${target} has no memory limit, and no history to judge by: ${seen}${wanted}`;
    return { status: 'skipped', message };
  }
  const { growthPercent } = trend;
  const measured = { observed: growthPercent, threshold };
  const what = `uses ${inMb(usedBytes)}, without a limit`;
  const growth = `${digitsApart(growthPercent, threshold)} %`;
  if (trend.kind === 'not_rising')
    return { ...measured, status: 'passed', message: `${what}; no leak in its course, ${course(trend)}` };
  const message = `${what}, and rises steadily, ${course(trend)}: by ${growth}, at or above ${threshold} %`;
  return { ...measured, status: 'failed', issue: 'memory_leak', message, evidence: evidenceOf(trend) };
}

type Known = Exclude<MemoryTrend, { kind: 'too_few' }>;

const course = ({ firstBytes, lastBytes, spanMs, count }: Known): string =>
  `${inMb(firstBytes)} to ${inMb(lastBytes)} in ${count} samples over ${inWords(spanMs)}`;

const evidenceOf = ({ count, spanMs, firstBytes, growthPercent }: Known) => ({
  samples: count,
  span_seconds: Math.round(spanMs / 1000),
  first_bytes: firstBytes,
  growth_percent: growthPercent,
});

const inMb = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

function inWords(ms: number): string {
  const s = ms / 1000;
  if (s < 120) return `${Math.round(s)} s`;
  if (s < 7200) return `${Math.round(s / 60)} min`;
  return s < 172_800 ? `${Math.round(s / 3600)} h` : `${Math.round(s / 86_400)} days`;
}
