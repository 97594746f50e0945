import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { practiceConfig } from '../../src/practice/config.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import { withSession } from '../../src/practice/faults/fault.ts';
import type { Stack } from '../../src/practice/stack.ts';
import { unlimited } from './gate.ts';

const INSERT = readFileSync(new URL('queue-data.sql', import.meta.url), 'utf8');

/** The address of one database of the stack. */
export const urlOf = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** A session, for as long as `work` takes. */
export const withClient = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withSession({ connectionString: url, application_name: 'bench' }, work);

/** The superuser's session, in no database of the stack's. */
export const asSuperuser = <T>({ urls }: Stack, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withClient(urlOf(urls.databaseAdmin, 'postgres'), work);

/** Database `name` as a copy of another one, file by file. */
export const copyDatabase = (stack: Stack, from: string, name: string): Promise<unknown> =>
  asSuperuser(stack, async client => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template ${from} strategy file_copy owner tsh`);
    await client.query('checkpoint');
  });

/** Database `name` with a queue of so many rows. */
export async function fillQueue(stack: Stack, name: string, rows: number, isFlooded: boolean): Promise<void> {
  await copyDatabase(stack, 'tsh_erp', name);
  await withClient(urlOf(stack.urls.database, name), async client => {
    await client.query(INSERT, [rows, isFlooded]);
    await client.query('vacuum (analyze) tds_sync_queue');
  });
}

/** A config for the queue of database `name` alone: stuck items are its only issue, however many the others are. */
export const queueConfig = (stack: Stack, name: string, reports: string): ConfigPart => {
  const { auto_healing, phases } = practiceConfig(stack) as Record<string, ConfigPart>;
  const many = 10_000_000;
  return {
    ...{ environment: name, auto_healing },
    connections: { database: { url: urlOf(stack.urls.database, name) } },
    phases: {
      zoho_queue: {
        ...(phases?.['zoho_queue'] as ConfigPart),
        ...{ max_pending: many, max_dead_letters: many, max_delay_seconds: many },
      },
    },
    healing_actions: { sync_queue_stuck: { timeout_seconds: 300 } },
    safety_limits: unlimited,
    reports: { directory: reports },
  } as ConfigPart;
};
