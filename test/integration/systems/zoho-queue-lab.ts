import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { openEngine } from '../../../src/practice/engine.ts';
import type { Service } from '../../../src/practice/services.ts';
import { down, up } from '../../../src/practice/stack.ts';
import type { Stack } from '../../../src/practice/stack.ts';
import { openQueueWorld } from './zoho-queue-world.ts';
import type { QueueWorld } from './zoho-queue-world.ts';

type Cells = Readonly<Record<string, string>>;

/** A PostgreSQL of the practice stack with queues in it, and what an independent look sees of them. */
export interface QueueLab {
  readonly stack: Stack;
  readonly admin: pg.Pool;
  sql(text: string, params?: unknown[]): Promise<Record<string, unknown>[]>;
  /** The tool at a queue, closed by `endTools`. */
  tool(phase?: object, blacklist?: object, url?: string): Promise<QueueWorld>;
  endTools(): Promise<void>;
  /** Both tables in a schema of a test's own, where no worker looks. */
  ownTables(): Promise<{ schema: string; phase: { table: string; dead_letter_table: string } }>;
  /** Rows of one kind; the cells are SQL, in which `n` counts them. */
  put(table: string, count: number, cells: Cells): Promise<void>;
  byStatus(table: string): Promise<Record<string, number>>;
  /** Rows of the queue that are dead without exactly one letter, or letters of rows that are not dead. */
  mismatches(schema: string): Promise<unknown>;
  /** All that no heal may change, and how many rows there are. */
  unchanging(table: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Behind a lock that ran out. */
export const expired: Cells = {
  status: `'processing'`,
  locked_by: `'gone'`,
  lock_expires_at: `now() - interval '4 min'`,
  started_at: `now() - interval '5 min'`,
};
/** Somebody's work. */
export const live: Cells = {
  status: `'processing'`,
  locked_by: `'alive'`,
  lock_expires_at: `now() + interval '9 min'`,
  started_at: `now() - interval '9 hours'`,
};

const say = (): void => undefined;

/** Bring one up. */
export async function openQueueLab(services: readonly Service[]): Promise<QueueLab> {
  const prefix = `zq${randomBytes(2).toString('hex')}-`;
  const { host } = await openEngine({ say });
  const stack = await up({ docker: dockerAt(host), host, prefix, services, say });
  const admin = new pg.Pool({ connectionString: stack.urls.database, max: 2 });
  admin.on('error', say);
  const worlds: QueueWorld[] = [];
  let nth = 0;
  const sql = async (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await admin.query<Record<string, unknown>>(text, params)).rows;
  return {
    ...{ stack, admin, sql },
    async tool(phase = { table: 'tds_sync_queue' }, blacklist = {}, url = stack.urls.database) {
      const world = await openQueueWorld(url, phase, blacklist);
      worlds.push(world);
      return world;
    },
    async endTools() {
      await Promise.all(worlds.splice(0).map(world => world.end()));
    },
    async ownTables() {
      const schema = `s${++nth}`;
      const queue = `${schema}.tds_sync_queue`;
      const letters = `${schema}.tds_dead_letter_queue`;
      await sql(`create schema ${schema}`);
      await sql(`create table ${queue} (like public.tds_sync_queue including all)`);
      await sql(`create table ${letters} (like public.tds_dead_letter_queue including all)`);
      await sql(`alter table ${letters} add foreign key (sync_queue_id) references ${queue}`);
      return { schema, phase: { table: queue, dead_letter_table: letters } };
    },
    async put(table, count, cells) {
      const names = Object.keys(cells).map(name => `, ${name}`);
      const values = Object.values(cells).map(value => `, ${value}`);
      await sql(
        `insert into ${table} (entity_type, source_entity_id, validated_payload${names.join('')})
         select 'lab_invoice', n::text, jsonb_build_object('number', n)${values.join('')} from generate_series(1, ${count}) n`,
      );
    },
    async byStatus(table) {
      const rows = await sql(`select status::text as status, count(*)::int as items from ${table} group by 1`);
      return Object.fromEntries(rows.map(row => [row['status'], row['items']])) as Record<string, number>;
    },
    async mismatches(schema) {
      const [row] =
        await sql(`with letters as (select sync_queue_id as id, count(*) as n from ${schema}.tds_dead_letter_queue group by 1)
        select count(*)::int as wrong from ${schema}.tds_sync_queue q full join letters l using (id)
         where coalesce(l.n, 0) <> case when status::text = 'dead_letter' then 1 else 0 end`);
      return row?.['wrong'];
    },
    unchanging: table =>
      sql(
        `select md5(string_agg(md5((to_jsonb(q) - array['status','attempt_count','next_retry_at','locked_by','lock_expires_at','started_at'])::text), '' order by id)) as digest, count(*)::int as items from ${table} q`,
      ),
    async close() {
      await admin.end();
      await down(dockerAt(host), prefix, say);
    },
  };
}
