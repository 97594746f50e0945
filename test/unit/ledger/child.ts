import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Readable, Writable } from 'node:stream';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { onTestFinished } from 'vitest';

const src = fileURLToPath(new URL('../../../src/', import.meta.url));

/** A directory for one test, removed after it. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The ledger's sources as JavaScript, for processes of their own that can be killed. Returns their directory. */
export function compileLedger(): string {
  const out = mkdtempSync(join(tmpdir(), 'orixoon-compiled-'));
  writeFileSync(join(out, 'package.json'), '{ "type": "module" }');
  for (const folder of ['core', 'ledger']) {
    mkdirSync(join(out, folder));
    for (const file of readdirSync(join(src, folder)).filter(name => name.endsWith('.ts')))
      compile(`${folder}/${file}`, out);
  }
  compile('errors.ts', out);
  return out;
}

function compile(file: string, out: string): void {
  const { outputText } = transpileModule(readFileSync(join(src, file), 'utf8'), {
    compilerOptions: {
      module: ModuleKind.ESNext,
      target: ScriptTarget.ES2023,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  writeFileSync(join(out, file.replace(/\.ts$/, '.js')), outputText);
}

/** A process that runs a script, with the lines that it has printed so far. */
export interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: string[];
  /** Resolves when it prints a line that starts so; rejects when it ends without. */
  line(start: string): Promise<string>;
  readonly ended: Promise<void>;
}

/** Start a script (a module) in a process of its own; it is killed after the test at the latest. */
export function runChild(compiled: string, script: string, command: readonly string[] = []): Child {
  const file = join(mkdtempSync(join(compiled, 'script-')), 'script.js');
  writeFileSync(file, script);
  const [program, ...before] = [...command, process.execPath];
  const child = spawn(program, [...before, file], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  child.setMaxListeners(0);
  onTestFinished(() => killGroup(child.pid));
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    child.emit('lines');
  });
  const ended = new Promise<void>(resolve => {
    child.once('close', () => {
      resolve();
    });
  });
  return { process: child, lines, ended, line: start => lineOf(child, lines, start) };
}

/** Kill a process with all that it started. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function lineOf(child: Child['process'], lines: readonly string[], start: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = lines.find(line => line.startsWith(start));
      if (found !== undefined) resolve(found);
    };
    child.on('lines', look);
    child.once('close', () => {
      look();
      reject(new Error(`the child ended without a line "${start}"; it said: ${lines.join(' | ')}`));
    });
    look();
  });
}
