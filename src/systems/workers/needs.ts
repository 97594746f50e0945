import { dockerNeed } from '../container-target.ts';
import type { Need, NeedFor, NeedsOf } from '../needs.ts';
import type { ExpectedWorker, Settings } from '../settings.ts';

/** Why nobody can restart a worker. */
export const nothingSays = 'nothing says how to restart it: set container, systemd_unit or restart_command';

const kinds: Readonly<Record<string, ExpectedWorker['kind']>> = {
  workers_down: 'worker',
  scheduler_stopped: 'scheduler',
};

/** The workers that an issue type can be about. */
function meant({ phases }: Settings, { issue }: NeedFor): readonly ExpectedWorker[] {
  const kind = kinds[issue];
  return (phases.workers.expected ?? []).filter(worker => kind === undefined || worker.kind === kind);
}

const none = (issue: string): readonly Need[] => [
  { kind: 'setting', missing: `phases.workers.expected has no ${kinds[issue] ?? 'worker'}` },
];

/** What restarts each of them; one that nothing restarts does not take it from the others. */
export const needsOfRestart: NeedsOf = (settings, of) => {
  const workers = meant(settings, of);
  if (workers.length === 0) return none(of.issue);
  const needs = workers.flatMap(needOf);
  return needs.length > 0 ? needs : [{ kind: 'setting', missing: nothingSays }];
};

function needOf({ container, systemd_unit: unit, restart_command: argv }: ExpectedWorker): readonly Need[] {
  if (container !== undefined) return [dockerNeed('restart')];
  if (unit !== undefined) return [{ kind: 'unit', name: unit }];
  return argv?.[0] === undefined ? [] : [{ kind: 'program', path: argv[0] }];
}

/** What runs in a container is the container's: its processes are not ended from here. */
export const needsOfKill: NeedsOf = (settings, of) => {
  const workers = meant(settings, of);
  if (workers.length === 0) return none(of.issue);
  const here = workers.filter(({ container }) => container === undefined);
  if (here.length === 0)
    return [{ kind: 'setting', missing: 'every worker runs in a container: restart that instead' }];
  return here.map(({ name }): Need => ({ kind: 'processes', of: name }));
};
