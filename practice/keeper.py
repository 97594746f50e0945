"""PID 1 of the scheduler's and the worker's container: starts the job, passes signals on, reaps.

It stays when the job dies, as a shell entry point with a job in the background does: the container looks alive,
and only the process list shows that nothing works in it.
"""

import os
import signal
import subprocess
import sys

JOBS = {"scheduler": "tds_auto_sync_scheduler.py", "worker": "tds_worker.py"}

job = subprocess.Popen([sys.executable, f"/practice/{JOBS[sys.argv[1]]}"])


def stop(number, _frame):
    # To everything in the container, the lab's sessions too: nothing is to hold up the stop.
    for target in (signal.SIGCONT, number):
        try:
            os.kill(-1, target)
        except ProcessLookupError:
            pass
    sys.exit(128 + number)


signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, stop)
signal.signal(signal.SIGCHLD, lambda _number, _frame: None)

while True:
    try:
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            if pid == job.pid:
                print(f"ERROR keeper: the job ended with {os.waitstatus_to_exitcode(status)}", flush=True)
    except ChildProcessError:
        pass
    signal.sigtimedwait({signal.SIGCHLD}, 1)
