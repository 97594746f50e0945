import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerRecord } from '../../src/ledger/record.ts';
import { parseRecord } from '../../src/ledger/record.ts';
import type { Desk } from './orixoon.ts';

/** The ledger of a desk's environment. */
export const ledgerPath = (at: Desk): string => {
  const { environment } = JSON.parse(readFileSync(at.config, 'utf8')) as { environment: string };
  return join(at.reports, '.orixoon', `${environment}.ledger.jsonl`);
};

/** What came of each attempt that was reserved, in that order. */
export function resultsIn(at: Desk): string[] {
  const file = ledgerPath(at);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const results = new Map<string, string>();
  for (const record of lines.map(line => parseRecord(line))) take(results, record);
  return [...results.values()];
}

function take(results: Map<string, string>, record: LedgerRecord): void {
  if (record.kind === 'reserved') results.set(record.attempt.id, 'unsettled');
  if (record.kind === 'settled') results.set(record.id, record.result);
}
