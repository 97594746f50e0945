"""What the faults run inside a container of the stack, so that the damage outlives who caused it.

  lab.py hold idle COUNT                 sessions that do nothing
  lab.py hold idle-in-transaction COUNT  sessions that began and went away; every third has failed
  lab.py hold lock-chain                 A works on and on, B waits for A, C waits for B
  lab.py release MODE                    ends what `hold` holds
  lab.py signal WORD NAME COUNT          sends a signal to processes with WORD in their command line
"""

import os
import pathlib
import signal
import sys
import threading
import time

import psycopg2

from settings import DATABASE

LAB = pathlib.Path("/tmp/lab")


def session(name):
    connection = psycopg2.connect(**DATABASE, connect_timeout=5, application_name=f"lab-{name}")
    return connection, connection.cursor()


def hold_idle(count):
    held = []
    while len(held) < int(count):
        try:
            connection, cursor = session("idle")
        except psycopg2.OperationalError as error:
            # A health check has the slot for a moment: the next try gets it.
            if not any(word in str(error) for word in ("too many clients", "remaining connection slots")):
                raise
            time.sleep(0.02)
            continue
        connection.autocommit = True
        cursor.execute("SELECT 1")
        held.append(connection)
    return held


def hold_in_transaction(count):
    held = []
    for number in range(int(count)):
        connection, cursor = session("idle-in-transaction")
        cursor.execute("SELECT stock FROM products WHERE id = %s", (number + 1,))
        if number % 3 == 2:
            try:
                cursor.execute("SELECT 1 / 0")
            except psycopg2.Error:
                pass  # An aborted transaction is what this one is for.
        held.append(connection)
    return held


def hold_lock_chain():
    """Each of A, B and C has its own row, then asks for the row of the one before; A goes on working."""
    held = []
    take = "UPDATE products SET stock = stock WHERE id = %s"
    last_words = {"a": ("SELECT pg_sleep(86400)", ()), "b": (take, (1,)), "c": (take, (2,))}
    for number, name in enumerate(last_words, start=1):
        connection, cursor = session(f"lock-{name}")
        cursor.execute(take, (number,))
        held.append((name, connection, cursor))
    for name, connection, cursor in held:
        threading.Thread(target=wait_on, args=(connection, cursor, *last_words[name]), daemon=True).start()
    return held


def wait_on(connection, cursor, statement, values):
    try:
        cursor.execute(statement, values)
        connection.rollback()
    except psycopg2.Error:
        pass  # Cancelled or terminated: that is how it is healed.
    finally:
        connection.close()


MODES = {"idle": hold_idle, "idle-in-transaction": hold_in_transaction, "lock-chain": hold_lock_chain}


def hold(mode, *values):
    (LAB / f"{mode}.pid").write_text(str(os.getpid()))
    try:
        held = MODES[mode](*values)
    except psycopg2.Error as error:
        (LAB / f"{mode}.failed").write_text(str(error))
        raise
    (LAB / f"{mode}.ready").write_text(str(len(held)))
    while True:
        signal.pause()


def release(mode):
    for outcome in ("ready", "failed"):
        (LAB / f"{mode}.{outcome}").unlink(missing_ok=True)
    pid_file = LAB / f"{mode}.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text()
    try:
        if b"lab.py" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(int(pid), signal.SIGKILL)
    except FileNotFoundError:
        pass  # It has ended by itself.
    pid_file.unlink()


def send(word, name, count):
    """PID 1 and this process are left alone."""
    left = int(count)
    for directory in pathlib.Path("/proc").glob("[0-9]*"):
        pid = int(directory.name)
        if pid in (1, os.getpid()) or left == 0:
            continue
        try:
            matches = word.encode() in (directory / "cmdline").read_bytes()
        except FileNotFoundError:
            continue
        if matches:
            os.kill(pid, signal.Signals[f"SIG{name}"])
            left -= 1


COMMANDS = {"hold": hold, "release": release, "signal": send}
COMMANDS[sys.argv[1]](*sys.argv[2:])
