#!/bin/sh
# What a container of the practice stack runs, by role. Every branch ends in exec: PID 1 is the server itself.
set -eu

# The faults' controls do not survive a restart: that is what makes a restart a cure.
rm -rf /tmp/lab
mkdir -m 1777 /tmp/lab

case "${1:?role}" in
  postgres)
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- \
      /usr/lib/postgresql/15/bin/postgres -D /var/lib/practice/postgres -c "max_connections=${MAX_CONNECTIONS:-50}"
    ;;
  redis)
    # enable-debug-command: one fault has to keep Redis from dropping expired keys by itself.
    exec setpriv --reuid=redis --regid=redis --init-groups -- \
      redis-server --bind 0.0.0.0 --protected-mode no --save '' --dir /tmp \
      --maxmemory 64mb --maxmemory-policy noeviction --enable-debug-command local
    ;;
  app)
    mkdir -p /var/lib/tsh/state
    python3 /practice/app_state.py
    exec uvicorn app:app --host 0.0.0.0 --port 8000 --workers 2 --no-access-log
    ;;
  neurolink)
    exec uvicorn neurolink:app --host 0.0.0.0 --port 8002 --no-access-log
    ;;
  scheduler)
    exec python3 /practice/keeper.py scheduler
    ;;
  worker)
    exec python3 /practice/keeper.py worker
    ;;
  *)
    echo "unknown role $1" >&2
    exit 64
    ;;
esac
