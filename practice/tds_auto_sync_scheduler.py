"""The scheduler: a heartbeat in Redis every second, through every loss of Redis."""

import signal
import sys
import time

import redis

from settings import REDIS

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

client = redis.Redis(**REDIS, socket_timeout=1, socket_connect_timeout=1)
well = None
while True:
    try:
        client.set("tds:scheduler:heartbeat", int(time.time()))
        if well is not True:
            print("INFO scheduler: heartbeat goes to redis", flush=True)
        well = True
    except redis.RedisError as error:
        if well is not False:
            print(f"WARNING scheduler: no heartbeat: {error}", flush=True)
        well = False
    time.sleep(1)
