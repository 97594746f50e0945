-- A queue of $1 rows. Of a flooded one ($2) three quarters are stuck: most behind a lock that ran out, the rest failed; a fifth
-- of them have no attempts left. One in twenty is pending: what live workers live on. The rest is done, as is a healthy one.
insert into tds_sync_queue (entity_type, source_entity_id, validated_payload, status, priority, attempt_count, created_at,
                            started_at, completed_at, locked_by, lock_expires_at, error_code, error_message)
select 'lab_invoice', 'lab-' || n, jsonb_build_object('number', n, 'customer', md5(n::text)), kind::tds_event_status,
       case kind when 'pending' then 1 else 5 end,
       case when kind in ('processing', 'failed') and n % 5 = 0 then 3 when kind = 'pending' then 0 else 1 end,
       now() - interval '1 hour', now() - interval '50 minutes',
       case kind when 'completed' then now() - interval '40 minutes' end,
       case kind when 'processing' then 'a-worker-that-died' end,
       case kind when 'processing' then now() - interval '30 minutes' end,
       case kind when 'failed' then '503' end, case kind when 'failed' then 'Zoho did not answer' end
  from (select n, case when not $2::bool then case when n <= 20 then 'pending' else 'completed' end
                       when n % 20 = 19 then 'pending' when n % 4 = 3 then 'completed'
                       when n % 4 = 2 then 'failed' else 'processing' end as kind
          from generate_series(1, $1::int) as n) as wanted
