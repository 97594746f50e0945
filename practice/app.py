"""The application: a health check over PostgreSQL and Redis, and what the lab does to it."""

import asyncio
import logging
import os

import psycopg2
import redis
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from settings import DATABASE, REDIS

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
log = logging.getLogger("tsh.app")

PROBE_SECONDS = 1
leaked = []


def ask_database():
    connection = psycopg2.connect(**DATABASE, connect_timeout=2, application_name="tsh-app-health")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def ask_redis():
    with redis.Redis(**REDIS, socket_timeout=PROBE_SECONDS, socket_connect_timeout=PROBE_SECONDS) as client:
        client.ping()


async def answers(probe):
    try:
        await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(None, probe), PROBE_SECONDS)
        return "ok"
    except asyncio.TimeoutError:
        return f"no answer in {PROBE_SECONDS} s"
    except (psycopg2.Error, redis.RedisError) as error:
        return str(error).strip().splitlines()[0]


async def health(_request):
    if os.path.exists("/tmp/lab/unhealthy"):
        return JSONResponse({"status": "broken by the lab"}, 500)
    database, cache = await asyncio.gather(answers(ask_database), answers(ask_redis))
    well = database == cache == "ok"
    body = {"status": "healthy" if well else "unhealthy", "database": database, "redis": cache}
    return JSONResponse(body, 200 if well else 503)


async def lab_errors(request):
    count = int(request.query_params.get("count", 1))
    for number in range(1, count + 1):
        log.error("invoice sync failed: connection reset by peer (%d of %d)", number, count)
    return JSONResponse({"logged": count})


async def lab_leak(request):
    megabytes = int(request.query_params.get("megabytes", 1))
    # Not zeros: a page that nobody wrote to takes no memory.
    leaked.extend(bytearray(b"\xa5" * (1 << 20)) for _ in range(megabytes))
    return JSONResponse({"pid": os.getpid(), "leaked_megabytes": len(leaked)})


async def lab_exit(_request):
    os._exit(1)


app = Starlette(
    routes=[
        Route("/health", health),
        Route("/lab/errors", lab_errors, methods=["POST"]),
        Route("/lab/leak", lab_leak, methods=["POST"]),
        Route("/lab/exit", lab_exit, methods=["POST"]),
    ]
)
