import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { outputsOf } from '../unit/report/forms.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly shell?: 'bash';
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

/** `action.yml`, as far as a runner reads it. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: 'composite'; readonly steps: readonly Step[] };
}

/** Read a composite action. */
export const readAction = (file: string): Action => parse(readFileSync(file, 'utf8')) as Action;

export interface Job {
  /** Where the action was checked out to. */
  readonly actionPath: string;
  readonly workspace: string;
  readonly home: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** That of the step which uses the action. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the pid of the entry process of the step with an id: what the runner signals when a job is cancelled. */
  readonly onStart?: (pid: number) => void;
}

export interface JobResult {
  /** Of the last `run` step that ran. */
  readonly exitCode: number | null;
  readonly isFailed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
  /** What other actions were asked to do. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

type Values = Readonly<Record<string, string>>;

/** An expression of GitHub's, as far as we use them: properties, 'texts', ||, &&, !=, always(). */
function evaluate(source: string, values: Values): string | boolean {
  const either = source.split(' || ').map(part => {
    let value: string | boolean = true;
    for (const term of part.split(' && ')) {
      value = compare(term.trim(), values);
      if (value === '' || value === false) break;
    }
    return value;
  });
  return either.find(value => value !== '' && value !== false) ?? either.at(-1) ?? '';
}

function compare(term: string, values: Values): string | boolean {
  const [left = '', right] = term.split(' != ');
  return right === undefined ? atom(left, values) : atom(left, values) !== atom(right, values);
}

function atom(source: string, values: Values): string | boolean {
  if (source === 'always()') return true;
  const [, text] = /^'([^']*)'$/.exec(source) ?? [];
  if (text !== undefined) return text;
  if (!/^[\w-]+(\.[\w-]+)+$/.test(source)) throw new Error(`not an expression that this runner knows: ${source}`);
  return values[source] ?? '';
}

const filled = (text: string, values: Values): string =>
  text.replace(/\$\{\{ (.*?) \}\}/g, (_, source: string) => String(evaluate(source, values)));

const prefixed = (prefix: string, values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

/** Run the steps of a composite action as GitHub's runner does: the same shell, the same files, a failure skips what follows. */
export async function runAction(action: Action, job: Job): Promise<JobResult> {
  const temp = mkdtempSync(join(tmpdir(), 'orixoon-runner-'));
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, job.inputs?.[name] ?? input.default]),
  );
  let values: Values = { 'github.action_path': job.actionPath, ...prefixed('inputs.', inputs) };
  const result = { exitCode: null as number | null, isFailed: false, log: '', used: [] as JobResult['used'][number][] };
  const summary = join(temp, 'summary.md');
  writeFileSync(summary, '');
  for (const [index, step] of action.runs.steps.entries()) {
    const condition = /^\$\{\{ (.*) \}\}$/.exec(step.if ?? '')?.[1];
    if (result.isFailed && condition?.includes('always()') !== true) continue;
    if (condition !== undefined && [false, ''].includes(evaluate(condition, values))) continue;
    if (step.uses !== undefined) {
      const asked = Object.entries(step.with ?? {}).map(([name, text]) => [name, filled(text, values)]);
      result.used.push({ uses: step.uses, with: Object.fromEntries(asked) as Values });
      continue;
    }
    const [script, outputs] = [join(temp, `${index}.sh`), join(temp, `${index}-outputs`)];
    // What stands in the script is what the file says: an expression would be filled in here, before any shell sees it.
    writeFileSync(script, filled(step.run ?? '', values));
    writeFileSync(outputs, '');
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: job.home,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'somebody/shop',
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
      ...job.env,
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, values)])),
    };
    const ended = await bash(script, env, job.workspace, step.id === undefined ? undefined : job.onStart);
    result.exitCode = ended.exitCode;
    result.isFailed ||= ended.exitCode !== 0;
    result.log += ended.log;
    if (step.id !== undefined)
      values = { ...values, ...prefixed(`steps.${step.id}.outputs.`, outputsOf(readFileSync(outputs, 'utf8'))) };
  }
  const outputs = Object.entries(action.outputs).map(([name, output]) => [name, filled(output.value, values)]);
  return { ...result, outputs: Object.fromEntries(outputs) as Values, summary: readFileSync(summary, 'utf8') };
}

/** `shell: bash`, as the runner's documentation spells it. */
function bash(
  script: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
  onStart: Job['onStart'],
): Promise<{ exitCode: number | null; log: string }> {
  return new Promise((resolve, reject) => {
    const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', script];
    const child = spawn('bash', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.on('error', reject);
    child.on('close', exitCode => resolve({ exitCode, log }));
    if (child.pid !== undefined) onStart?.(child.pid);
  });
}
