-- What people write when a queue is stuck: everything at once, in one statement, without a look at live locks.
with moved as (
  update tds_sync_queue
     set status = case when attempt_count >= max_retry_attempts then 'dead_letter' else 'pending' end::tds_event_status,
         attempt_count = attempt_count + case when attempt_count >= max_retry_attempts then 0 else 1 end,
         locked_by = null, lock_expires_at = null, started_at = null
   where status in ('processing', 'failed')
  returning *)
insert into tds_dead_letter_queue (sync_queue_id, entity_type, source_entity_id, failure_reason, error_code, total_attempts,
                                   last_error_message, last_payload, priority)
select id, entity_type, source_entity_id, 'no attempts left', error_code, attempt_count, error_message, validated_payload, priority
  from moved where status = 'dead_letter'
