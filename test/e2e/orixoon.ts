import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { execa } from 'execa';
import type { Options } from 'execa';
import type { Report } from '../../src/report/report.ts';

const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));

export interface Ended {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The executable in a clean environment: no colours wanted, no terminal, nothing inherited. */
export const start = (args: readonly string[], env: Record<string, string> = {}, options: Options = {}) =>
  execa(process.execPath, [bin, ...args], {
    reject: false,
    extendEnv: false,
    stdin: 'ignore',
    // A run that does not end by itself must be seen as such.
    forceKillAfterDelay: false,
    ...options,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });

/** Run it to its end. */
export async function orixoon(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const { exitCode, signal, stdout, stderr } = await start(args, env);
  return { exitCode, signal, stdout: String(stdout), stderr: String(stderr) };
}

/** A folder with a config in it, and its own reports. */
export interface Desk {
  readonly folder: string;
  readonly config: string;
  readonly reports: string;
  /** The newest report; every one that a test reads must be what its schema says. */
  report(): Report;
  /** A file of the newest run. */
  read(name: string): string;
  run(...args: string[]): Promise<Ended>;
}

const schema = new URL('../../schemas/report.schema.json', import.meta.url);
/** Whether it is what the schema of reports says. */
export const isReport = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(schema, 'utf8')) as object,
);

let serial = 0;

/** A desk of its own for each test, so that ledgers, reports and locks do not meet. */
export function desk(config: { readonly [key: string]: unknown }): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-e2e-'));
  const file = join(folder, 'healing_config.json');
  serial += 1;
  writeFileSync(file, JSON.stringify({ ...config, environment: `e2e-${process.pid}-${serial}` }, null, 2));
  const reports = join(folder, 'reports');
  const read = (name: string): string => readFileSync(join(reports, 'latest', name), 'utf8');
  return {
    folder,
    config: file,
    reports,
    read,
    report() {
      const report = JSON.parse(read('report.json')) as Report;
      if (!isReport(report))
        throw new Error(`report.json is not what its schema says: ${JSON.stringify(isReport.errors)}`);
      return report;
    },
    run: (...args) => orixoon(['--config', file, ...args]),
  };
}
