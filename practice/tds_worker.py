"""The queue worker: takes due items one by one, locks them, works, completes them; outlives PostgreSQL."""

import os
import signal
import socket
import sys
import time

import psycopg2
import redis

from settings import DATABASE, REDIS

NAME = f"{socket.gethostname()}:{os.getpid()}"
WORK_SECONDS = 0.005
IDLE_SECONDS = 0.2

TAKE = """
UPDATE tds_sync_queue SET status = 'processing', locked_by = %s, started_at = now(),
       lock_expires_at = now() + interval '60 seconds'
 WHERE id = (SELECT id FROM tds_sync_queue
              WHERE status = 'pending' AND (next_retry_at IS NULL OR next_retry_at <= now())
                AND attempt_count < max_retry_attempts
              ORDER BY priority, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
"""
# Only while the lock is still ours: somebody may have taken it back in the meantime.
FINISH = """
UPDATE tds_sync_queue SET status = 'completed', attempt_count = attempt_count + 1, completed_at = now(),
       locked_by = NULL, lock_expires_at = NULL
 WHERE id = %s AND status = 'processing' AND locked_by = %s
"""

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
cache = redis.Redis(**REDIS, socket_timeout=0.5, socket_connect_timeout=0.5)
last_beat = 0.0


def beat():
    """Best effort: without Redis the work goes on."""
    global last_beat
    if time.monotonic() - last_beat < 1:
        return
    last_beat = time.monotonic()
    try:
        cache.set("tds:worker:heartbeat", int(time.time()))
    except redis.RedisError:
        print("WARNING worker: redis takes no heartbeat", flush=True)


def work(cursor):
    while True:
        beat()
        cursor.execute(TAKE, (NAME,))
        item = cursor.fetchone()
        if item is None:
            time.sleep(IDLE_SECONDS)
            continue
        time.sleep(WORK_SECONDS)
        cursor.execute(FINISH, (item[0], NAME))


while True:
    try:
        connection = psycopg2.connect(**DATABASE, connect_timeout=2, application_name="tds-worker")
        connection.autocommit = True
        print("INFO worker: connected", flush=True)
        work(connection.cursor())
    except psycopg2.Error as error:
        print(f"WARNING worker: {str(error).strip()}; trying again", flush=True)
        time.sleep(0.5)
