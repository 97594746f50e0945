import { describe, expect, test } from 'vitest';
import { liveWorkers } from '../../../../src/systems/workers/live-workers.ts';

const proc = (pid: number, ppid: number, state: string, name: string, command: string) => ({
  pid,
  ppid,
  state,
  name,
  command,
});
const PARENT = proc(10, 1, 'S', 'uvicorn', '/usr/bin/python3 /usr/bin/uvicorn app:app --port 8000 --workers 2');
const PLAIN = proc(10, 1, 'S', 'uvicorn', '/usr/bin/python3 /usr/bin/uvicorn app:app --port 8000');
const TRACKER = proc(11, 10, 'S', 'python3', 'python3 -c from multiprocessing.resource_tracker import main;main(4)');
const child = (pid: number) =>
  proc(pid, 10, 'S', 'python3', 'python3 -c from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5)');
const zombie = (pid: number, name = 'python3') => proc(pid, 10, 'Z', name, `[${name}] <defunct>`);

describe('which processes live, by recorded process lists', () => {
  const count = (match: string | undefined, list: readonly ReturnType<typeof proc>[]) => {
    const { live, zombies } = liveWorkers(list, match);
    return [live.length, zombies];
  };
  test.each([
    ['children count in the place of their parent', 'uvicorn', [PARENT, TRACKER, child(12), child(13)], [2, 0]],
    ['one child dead and buried', 'uvicorn', [PARENT, TRACKER, child(12)], [1, 0]],
    ['one child a zombie', 'uvicorn', [PARENT, TRACKER, child(12), zombie(13)], [1, 1]],
    ['all children dead and buried: the parent alone is no worker', 'uvicorn', [PARENT, TRACKER], [0, 0]],
    ['all children zombies', 'uvicorn', [PARENT, zombie(12), zombie(13)], [0, 2]],
    ['all children zombies, their number not in the command', 'uvicorn', [PLAIN, zombie(12), zombie(13)], [0, 2]],
    ['a server without children does the work itself', 'uvicorn', [PLAIN, TRACKER], [1, 0]],
    ['children by their own name', 'spawn_main', [PARENT, TRACKER, child(12), child(13)], [2, 0]],
    ['a zombie that still matches', 'tds_worker', [proc(5, 1, 'Z', 'tds_worker', '[tds_worker] <defunct>')], [0, 1]],
    ['a stopped process lives', 'tds_worker', [proc(5, 1, 'T', 'python3', 'python3 tds_worker.py')], [1, 0]],
    [
      'a shell around it is not one more',
      'tds_worker',
      [proc(1, 0, 'S', 'sh', 'sh -c python3 tds_worker.py; true'), proc(5, 1, 'S', 'python3', 'python3 tds_worker.py')],
      [1, 0],
    ],
    [
      'nor is it one when what it started is dead',
      'tds_worker',
      [proc(1, 0, 'S', 'sh', 'sh -c python3 tds_worker.py; sleep 9'), proc(5, 1, 'S', 'sleep', 'sleep 9')],
      [0, 0],
    ],
    [
      'a worker that is a script of a shell',
      'tds_worker',
      [proc(5, 1, 'S', 'sh', '/bin/sh /opt/tds_worker.sh -c 2')],
      [1, 0],
    ],
    [
      'workers with children of another kind count themselves',
      'tds_worker',
      [
        proc(5, 1, 'S', 'python3', 'python3 tds_worker.py'),
        proc(6, 5, 'S', 'curl', 'curl http://api'),
        proc(7, 1, 'S', 'python3', 'python3 tds_worker.py'),
        proc(8, 7, 'Z', 'curl', '[curl] <defunct>'),
      ],
      [2, 1],
    ],
    ['a Gunicorn master without workers', 'gunicorn', [proc(5, 1, 'S', 'gunicorn', 'gunicorn: master [app]')], [0, 0]],
    [
      'a Gunicorn master with workers',
      'gunicorn',
      [
        proc(5, 1, 'S', 'gunicorn', 'gunicorn: master [app]'),
        proc(6, 5, 'S', 'gunicorn', 'gunicorn: worker [app]'),
        proc(7, 5, 'Z', 'gunicorn', '[gunicorn] <defunct>'),
      ],
      [1, 1],
    ],
    ['without match, all that live', undefined, [PARENT, child(12), zombie(13)], [2, 1]],
  ] as const)('%s', (_, match, list, wanted) => {
    expect(count(match, list)).toEqual(wanted);
  });
});
