#!/bin/sh
# What people write: the command-line clients, one after the other. With MEMORY=1, the memory of the containers too.
set -eu
for name in $CONTAINERS; do
  case $(docker inspect -f '{{.State.Status}} {{.RestartCount}}' "$name") in
    running*) ;;
    *) echo "$name is down" && exit 1 ;;
  esac
done
# The queries of queries.sql.
printf '%s\n' "$QUERIES" | psql -qAt -v ON_ERROR_STOP=1 "$DATABASE_URL" > /dev/null
redis-cli -u "$REDIS_URL" ping > /dev/null
redis-cli -u "$REDIS_URL" info memory > /dev/null
for key in $HEARTBEATS; do redis-cli -u "$REDIS_URL" get "$key" > /dev/null; done
for name in $WORKERS; do docker top "$name" -eo pid,ppid,stat,args > /dev/null; done
curl -fsS -m 5 "$APP_URL/health" > /dev/null
docker logs --since 5m "$APP" 2>&1 | grep -cE 'ERROR|CRITICAL' > /dev/null || true
df -P / > /dev/null
if [ "${MEMORY:-}" = 1 ]; then docker stats --no-stream > /dev/null; fi
echo ok
