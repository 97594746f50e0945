#!/bin/sh
# Makes the practice database while the image is built, so that a container has it at once.
set -eu
bin=/usr/lib/postgresql/15/bin
data=/var/lib/practice/postgres

install -d -o postgres -g postgres -m 0700 "$data"
install -d -o postgres -g postgres -m 2775 /var/run/postgresql
as_postgres() { setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; }

as_postgres "$bin/initdb" -D "$data" -U postgres --encoding=UTF8 --locale=C.UTF-8 --auth=trust >/dev/null
install -o postgres -g postgres -m 0600 pg_hba.conf "$data/pg_hba.conf"
cat >>"$data/postgresql.conf" <<'CONF'
listen_addresses = '*'
max_connections = 50
superuser_reserved_connections = 3
max_prepared_transactions = 5
shared_buffers = 32MB
max_wal_size = 128MB
min_wal_size = 32MB
# Short, so that what waits for a lock is in the log while one looks.
log_lock_waits = on
deadlock_timeout = 1s
log_destination = 'stderr'
logging_collector = off
CONF

as_postgres "$bin/pg_ctl" -D "$data" -w -s -o "-c listen_addresses=''" start
psql -q -v ON_ERROR_STOP=1 -U postgres -d postgres -f schema.sql
as_postgres "$bin/pg_ctl" -D "$data" -w -s -m fast stop
