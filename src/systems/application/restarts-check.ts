import type { ContainerView } from '../../clients/docker-types.ts';
import { GOOD_RUN_MS } from '../restart-loop.ts';
import type { Check, Outcome } from '../system.ts';
import { runOf } from './reading.ts';
import type { ContainerSight, Reading } from './reading.ts';

type Seen = Extract<ContainerSight, { kind: 'seen' }>;
type Judged = Omit<Outcome, 'target'>;

/** Does its container stay up. That it does not run at all is the container phase's to heal. */
export const restarts: Check<Reading> = {
  id: 'restarts',
  title: 'Application stays up',
  evaluate(reading) {
    const { target, restsOn, container } = reading;
    const base = { target, restsOn, identity: runOf(reading) };
    switch (container.kind) {
      case 'none':
        return { ...base, status: 'skipped', message: 'phases.application.container is not set' };
      case 'missing':
        return { ...base, status: 'failed', message: `container '${target}' does not exist` };
      case 'unknown':
        return { ...base, status: 'error', message: container.reason };
      case 'seen':
        return { ...base, ...evidenceOf(container.view), ...judge(container, reading) };
    }
  },
};

const evidenceOf = ({ state, restartCount, exitCode, oomKilled, startedAt, finishedAtMs }: ContainerView) => ({
  observed: restartCount,
  evidence: {
    ...{ state, restartCount, exitCode, oomKilled, startedAt },
    finishedAt: finishedAtMs === null ? null : new Date(finishedAtMs).toISOString(),
  },
});

function judge({ view, clockOffsetMs, looping }: Seen, { settings, nowMs }: Reading): Judged {
  const { name, state, restartCount } = view;
  const threshold = settings.max_restarts;
  const times = `Docker restarted '${name}' ${restartCount} times`;
  switch (looping) {
    case 'loop':
      return { threshold, status: 'failed', issue: 'crash_loop', message: loopMessage(view, times), ...advice(view) };
    case 'unsettled': {
      const untilMs = (state === 'restarting' ? nowMs : (view.startedAtMs ?? 0) - clockOffsetMs) + GOOD_RUN_MS;
      const message = `'${name}' was started at ${view.startedAt}: not known yet to stay up (restart count ${restartCount})`;
      return { threshold, status: 'error', message, pendingUntil: untilMs };
    }
    case 'spread':
    case 'recovered': {
      const message =
        looping === 'recovered'
          ? `${times} in short order; it runs again since ${view.startedAt}`
          : `${times}, last at ${view.startedAt}: whether ${threshold} of them fall within ${settings.restart_window_seconds} s cannot be told`;
      return { threshold, status: 'warning', message };
    }
    case 'no':
      if (state === 'running')
        return { threshold, status: 'passed', message: `up since ${view.startedAt}, restart count ${restartCount}` };
      return { status: 'failed', message: `container '${name}' is ${state}` };
  }
}

function loopMessage({ state, exitCode, oomKilled }: ContainerView, times: string): string {
  const memory = oomKilled ? ', killed for want of memory' : '';
  return state === 'restarting'
    ? `${times} and is at it again (exit code ${exitCode}${memory})`
    : `${times}, and it has not stayed up yet${memory}`;
}

const advice = ({ name, oomKilled }: ContainerView): Pick<Outcome, 'recommendation'> =>
  oomKilled
    ? { recommendation: `It is killed for want of memory: raise the memory limit of ${name}, or find what eats it.` }
    : {};
