import type { Stack } from '../stack.ts';
import { withDatabase } from './fault.ts';

/** Items for the queue; what is left out is as for an item that has just come in. */
export interface Items {
  readonly count: number;
  readonly status: string;
  readonly attempts?: number;
  readonly ageSeconds?: number;
  /** For items in `processing`: how long ago their lock ran out. */
  readonly lockExpiredSeconds?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

const INSERT = `
INSERT INTO tds_sync_queue (entity_type, source_entity_id, validated_payload, status, attempt_count, created_at,
                            started_at, locked_by, lock_expires_at, error_code, error_message)
SELECT 'lab_invoice', 'lab-' || gen_random_uuid(), jsonb_build_object('number', n), $2::tds_event_status, $3,
       now() - make_interval(secs => $4::float8) + make_interval(secs => n / 1000.0),
       now() - make_interval(secs => $5::float8 + 60),
       CASE WHEN $5::float8 IS NULL THEN NULL ELSE 'lab:a-worker-that-died' END,
       now() - make_interval(secs => $5::float8), $6, $7
  FROM generate_series(1, $1) AS n
RETURNING id`;

/** Puts items into the queue; returns their ids. */
export async function insertItems(stack: Stack, items: Items): Promise<string[]> {
  const values = [
    items.count,
    items.status,
    items.attempts ?? 0,
    items.ageSeconds ?? 0,
    items.lockExpiredSeconds ?? null,
    items.error?.code ?? null,
    items.error?.message ?? null,
  ];
  const { rows } = await withDatabase(stack, client => client.query<{ id: string }>(INSERT, values));
  return rows.map(row => row.id);
}

/** Adds an unresolved dead letter for each of these items. */
export async function insertDeadLetters(stack: Stack, ids: readonly string[]): Promise<void> {
  const query = `
    INSERT INTO tds_dead_letter_queue (sync_queue_id, entity_type, source_entity_id, failure_reason, total_attempts, last_payload)
    SELECT id, entity_type, source_entity_id, 'attempts used up', attempt_count, validated_payload FROM tds_sync_queue WHERE id = ANY ($1)`;
  await withDatabase(stack, client => client.query(query, [ids]));
}

/** Takes the lab's items and their dead letters out of the queue. */
export async function clearQueue(stack: Stack): Promise<void> {
  await withDatabase(stack, async client => {
    await client.query('BEGIN');
    await client.query(`DELETE FROM tds_dead_letter_queue WHERE entity_type LIKE 'lab\\_%'`);
    await client.query(`DELETE FROM tds_sync_queue WHERE entity_type LIKE 'lab\\_%'`);
    await client.query('COMMIT');
  });
}
