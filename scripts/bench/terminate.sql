-- The one statement: the 300 connections that have been idle the longest.
select count(pg_terminate_backend(pid))::int as ended
  from (select pid from pg_stat_activity where backend_type = 'client backend' and state = 'idle' and application_name = 'idler'
         order by state_change limit $1::int) as oldest
