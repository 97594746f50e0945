select 1;
select count(*), (select setting from pg_settings where name = 'max_connections') from pg_stat_activity;
select count(*) from pg_stat_activity where wait_event_type = 'Lock' and now() - query_start > interval '2 s';
select count(*) from pg_stat_activity where state = 'idle in transaction' and now() - xact_start > interval '3 s';
select count(*) from tds_sync_queue where status = 'processing' and lock_expires_at < now();
select count(*) from tds_sync_queue where status = 'pending';
