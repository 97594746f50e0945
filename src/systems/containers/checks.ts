import type { ContainerView } from '../../clients/docker-types.ts';
import { containerIdentity } from '../container-target.ts';
import { restartLoop } from '../restart-loop.ts';
import type { Check, Outcome } from '../system.ts';
import { GOOD_RUN_MS, healthAge, restartingForMs } from './ages.ts';
import type { Reading, Sight } from './probe.ts';
import type { Target } from './targets.ts';

type Judged = Omit<Outcome, 'target' | 'restsOn'>;

/** Does it exist and run, and does it answer. */
export const running: Check<Reading> = {
  id: 'running',
  title: 'Containers exist and run',
  evaluate(reading) {
    if (reading.containers.length === 0)
      return {
        target: 'containers',
        status: 'skipped',
        message: 'no container runs here and none is expected: name them in phases.containers.expected',
      };
    return reading.containers.map(({ target, sight }) =>
      sight.kind === 'seen' && isCrashLoop(target, sight.view, reading)
        ? crashLoop(target, sight.view)
        : ofTarget(target, judgeState(target, sight, reading)),
    );
  },
};

/** Does its own health check pass. Says nothing of what does not run. */
export const health: Check<Reading> = {
  id: 'health',
  title: 'Health checks of containers pass',
  evaluate: reading =>
    reading.containers.flatMap(({ target, sight }) =>
      sight.kind === 'seen' &&
      sight.view.state === 'running' &&
      sight.isAnswering &&
      !isCrashLoop(target, sight.view, reading)
        ? [ofTarget(target, judgeHealth(sight.view, reading))]
        : [],
    ),
};

const ofTarget = ({ name, restsOn }: Target, judged: Judged): Outcome => ({ ...judged, target: name, restsOn });

/** The application phase knows more of it, and heals it: there it is the issue crash_loop. */
const isCrashLoop = ({ name }: Target, view: ContainerView, reading: Reading): boolean =>
  name === reading.application?.name &&
  restartLoop(view, reading.nowMs + reading.clockOffsetMs, reading.application.limits) === 'loop';

const crashLoop = ({ name, restsOn }: Target, view: ContainerView): Outcome => ({
  ...seenAs(view),
  target: name,
  restsOn: [...restsOn, `application/${name}`],
  status: 'failed',
  message: `Docker restarts container '${name}' over and over (restart count ${view.restartCount}): see crash_loop of the application phase`,
});

function judgeState(target: Target, sight: Sight, reading: Reading): Judged {
  const { name } = target;
  switch (sight.kind) {
    case 'missing':
      return missing(target, sight.similar);
    case 'ambiguous':
      return {
        status: 'error',
        message: `${sight.names.length} containers answer to '${name}' (${sight.names.join(', ')}), expected one: name each by its exact name in phases.containers.expected`,
      };
    case 'unknown':
      return { status: 'error', message: `Docker container '${name}' could not be looked at: ${sight.reason}` };
    case 'seen':
      return { ...seenAs(sight.view), ...judgeSeen(target, sight.view, sight.isAnswering, reading) };
  }
}

const missing = ({ name, createdBy }: Target, similar: readonly string[]): Judged => ({
  status: 'failed',
  issue: 'container_missing',
  isFinal: true,
  message: `Docker container '${name}' does not exist`,
  observed: null,
  threshold: 'running',
  evidence: similar.length > 0 ? { similar } : {},
  recommendation: `Create it: ${createdBy}${similar.length > 0 ? `. If ${similar.join(' or ')} is meant, give that exact name, or project and service` : ''}`,
});

/** The identity stands on passed findings too: a new StartedAt is a new container to whoever waits for it to settle. */
const seenAs = (view: ContainerView) => ({
  identity: containerIdentity(view),
  observed: view.state,
  threshold: 'running',
  evidence: {
    exitCode: view.exitCode,
    oomKilled: view.oomKilled,
    restartCount: view.restartCount,
    finishedAt: view.finishedAtMs === null ? null : new Date(view.finishedAtMs).toISOString(),
    ...(view.startError ? { startError: view.startError } : {}),
  },
});

function judgeSeen(target: Target, view: ContainerView, isAnswering: boolean, reading: Reading): Judged {
  const { name, isOneShot } = target;
  switch (view.state) {
    case 'running':
      if (isAnswering) return runsFor(view, reading);
      return stuck(`Docker container '${name}' runs, but answers neither top nor an exec`);
    case 'paused':
      return { ...stuck(`Docker container '${name}' is paused`), isFinal: true };
    case 'restarting':
    case 'removing':
      return betweenStates(name, view, reading);
    case 'exited':
      if (isOneShot && view.exitCode === 0) return { status: 'passed', message: 'ended with 0, as a one-shot should' };
      return notRunning(
        name,
        `exited with code ${view.exitCode}${view.oomKilled ? ', killed for want of memory' : ''}`,
      );
    case 'created':
      return notRunning(name, 'created, never started');
    case 'dead':
      return {
        ...notRunning(name, 'dead: Docker could not remove it'),
        recommendation: `If it does not start: docker rm -f ${view.name}, then ${target.createdBy}`,
      };
  }
}

/** A restart loop looks like running in between: where Docker restarted it by itself, it must first run for a while. */
function runsFor(view: ContainerView, { nowMs, clockOffsetMs }: Reading): Judged {
  const untilMs = view.startedAtMs === null ? 0 : view.startedAtMs - clockOffsetMs + GOOD_RUN_MS;
  if (view.restartCount === 0 || nowMs >= untilMs)
    return { status: 'passed', message: `running since ${view.startedAt}` };
  return {
    status: 'error',
    message: `Docker restarted it ${view.restartCount} times, last at ${view.startedAt}: not known yet to stay up`,
    pendingUntil: untilMs,
  };
}

const notRunning = (name: string, how: string): Judged => ({
  status: 'failed',
  issue: 'container_not_running',
  // Docker restarts what has a restart policy through the state `restarting`: what is exited stays so.
  isFinal: true,
  message: `Docker container '${name}' not running (${how})`,
});

const stuck = (message: string): Judged => ({ status: 'failed', issue: 'container_stuck', message });

function betweenStates(name: string, view: ContainerView, reading: Reading): Judged {
  const ageMs = restartingForMs(view, reading.nowMs + reading.clockOffsetMs);
  const forS = `${Math.floor(ageMs / 1000)} s`;
  if (ageMs > reading.stuckAfterMs)
    return stuck(
      `Docker container '${name}' is ${view.state} for ${forS}, longer than ${reading.stuckAfterMs / 1000} s (restart count ${view.restartCount})`,
    );
  return {
    status: 'error',
    message: `Docker container '${name}' is ${view.state} for ${forS}: not running yet`,
    pendingUntil: reading.nowMs + reading.stuckAfterMs - ageMs + 1,
  };
}

function judgeHealth(view: ContainerView, reading: Reading): Judged {
  const { name, health: check } = view;
  const seen = { ...seenAs(view), threshold: 'healthy' };
  if (check === null) return { ...seen, observed: null, status: 'passed', message: 'no health check: unknown' };
  const lastly = check.lastOutput ? `: ${lastLine(check.lastOutput)}` : '';
  const judged = {
    ...seen,
    observed: check.status,
    evidence: { ...seen.evidence, failingStreak: check.failingStreak, healthOutput: check.lastOutput },
  };
  if (check.status === 'healthy') return { ...judged, status: 'passed', message: 'healthy' };
  const sick = { ...judged, status: 'failed', issue: 'container_unhealthy' } as const;
  if (check.status === 'unhealthy') {
    const message = `Docker container '${name}' unhealthy: ${check.failingStreak} health checks failed${lastly}`;
    return { ...sick, message };
  }
  const { ageMs, graceMs } = healthAge(view, check, reading);
  const forS = `${Math.floor(ageMs / 1000)} s`;
  if (ageMs < graceMs)
    return {
      ...judged,
      status: 'error',
      message: `health check is still starting: ${forS} of at most ${Math.ceil(graceMs / 1000)} s`,
      pendingUntil: reading.nowMs + graceMs - ageMs,
    };
  const message = `Docker container '${name}': its health check is still starting after ${forS}`;
  return {
    ...sick,
    message: `${message}${lastly}`,
    ...(ageMs > reading.stuckAfterMs ? { issue: 'container_stuck' } : {}),
  };
}

const lastLine = (output: string): string => (output.split('\n').at(-1) ?? '').slice(0, 200);
