import { wordsOf } from '../errors.ts';
import { readQueueRights } from '../systems/zoho-queue/rights.ts';
import type { Lack, TableRights } from '../systems/zoho-queue/rights.ts';
import { whyReadOnly } from '../systems/zoho-queue/server.ts';
import type { Look } from '../systems/system.ts';
import { available, sign, unavailable } from './sign.ts';
import type { Judgement, Sign } from './sign.ts';

/** So many rows are swept in a moment, index or not. */
const BIG = 20_000;

/** The queue's tables: what this role lacks there, and what would make its look cheap. */
export async function examineQueue(
  look: Look,
): Promise<{ readonly signs: readonly Sign[]; readonly judgement: Judgement }> {
  const settings = look.settings.phases.zoho_queue;
  const { table } = settings;
  if (table === undefined || !settings.enabled)
    return { signs: [], judgement: { state: 'not_set_up', why: 'phases.zoho_queue.table is not set' } };
  const query = (sql: string, params?: readonly unknown[]) => look.postgres.query(sql, params);
  try {
    const rights = await readQueueRights(query, settings);
    const signs = [rightsSign(table, rights.items), rightsSign(settings.dead_letter_table, rights.letters)];
    const readOnly = await whyReadOnly(query);
    const why = readOnly ?? signs.find(({ health }) => health === 'failed')?.message ?? null;
    return {
      signs: [...signs, ...filterSigns(table, rights.items), ...indexSigns(table, rights.items)],
      judgement: why === null ? available : unavailable(why),
    };
  } catch (error) {
    const why = wordsOf(error);
    return { signs: [sign('queue', 'failed', why)], judgement: unavailable(why) };
  }
}

function rightsSign(table: string, rights: TableRights | null): Sign {
  if (rights === null)
    return sign('queue', 'failed', `no table ${table} is there`, [
      { in: 'config', text: 'phases.zoho_queue: the name exactly as the database has it, with its schema' },
    ]);
  const { lacks } = rights;
  if (lacks.length === 0) return sign('queue', 'ok', `every right on ${table} that its look and its heals need`);
  return sign(
    'queue',
    'failed',
    `this role may not ${lacks.map(({ what }: Lack) => what).join(', nor ')}`,
    lacks.map(({ grant }: Lack) => ({ in: 'sql', text: grant })),
  );
}

const filterSigns = (table: string, rights: TableRights | null): readonly Sign[] =>
  rights?.isFiltered === true
    ? [sign('queue', 'warning', `row-level security may hide rows of ${table} from this role: they are not counted`)]
    : [];

function indexSigns(table: string, rights: TableRights | null): readonly Sign[] {
  if (!rights || rights.index === null || rights.rows <= BIG) return [];
  const told = `${table} has about ${Math.round(rights.rows)} rows and no index by status: each look reads all of it`;
  return [sign('queue', 'note', told, [{ in: 'sql', text: rights.index }])];
}
