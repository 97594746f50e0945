import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { ConfigPart } from '../../src/practice/config.ts';
import { services } from '../../src/practice/services.ts';
import type { Stack } from '../../src/practice/stack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What became of a line that was typed. */
export interface Typed {
  /** Null: it was not reached, for the shell had ended. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** Somebody who reads a page, in a folder that looks like a checkout. */
export interface Reader {
  readonly folder: string;
  /** Types lines into one shell, each once the one before has ended. */
  type(lines: readonly string[]): Promise<readonly Typed[]>;
  leave(): void;
}

/** A reader beside a stack, with these files. The stack has a prefix, so the tools that the pages name know which container is meant. */
export function reader(
  stack: Stack,
  files: Readonly<Record<string, ConfigPart | readonly ConfigPart[] | string>>,
): Reader {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-reader-'));
  for (const name of ['bin', 'dist', 'scripts', 'practice', 'schemas', 'docs', 'node_modules', 'package.json'])
    symlinkSync(join(root, name), join(folder, name));
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  for (const name of ['home', 'tmp', 'tools', 'said']) mkdirSync(join(folder, name));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o755 });
  symlinkSync(join(root, 'bin/orixoon.js'), join(folder, 'tools/orixoon'));
  for (const [name, text] of Object.entries(toolsFor(stack)))
    writeFileSync(join(folder, 'tools', name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  return {
    folder,
    type: lines => type(lines, folder, stack),
    leave: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `docker` with the names that this stack's containers have, and programs that are in its containers rather than here. */
function toolsFor({ prefix }: Stack): Readonly<Record<string, string>> {
  const within = (service: string, program: string): string => `exec docker exec -i ${service} ${program} "$@"`;
  // The address is that of the published port, which is another one inside.
  const inside = 'for word in "$@"; do shift; set -- "$@" "${word/#$REDIS_URL/redis://127.0.0.1:6379}"; done';
  return {
    docker: `
words=()
for word in "$@"; do
  case $word in
    ${services.join(' | ')}) word=${prefix}$word ;;
    container=*) word=container=${prefix}\${word#*=} ;;
    'name=^/'*) word="name=^/${prefix}\${word#name=^/}" ;;
  esac
  words+=("$word")
done
PATH=\${PATH#*:} exec docker "\${words[@]}"`,
    'redis-cli': `${inside}\n${within('redis', 'redis-cli')}`,
    curl: within('app', 'curl'),
    du: within('app', 'du'),
  };
}

async function type(lines: readonly string[], folder: string, stack: Stack): Promise<readonly Typed[]> {
  const said = mkdtempSync(join(folder, 'said/'));
  const script = lines.map((line, index) => `{ ${line}\n} > ${said}/${index} 2>&1\necho "$?" > ${said}/${index}.code`);
  await execa('bash', ['-c', script.join('\n')], {
    cwd: folder,
    reject: false,
    extendEnv: false,
    stdin: 'ignore',
    timeout: 900_000,
    env: {
      PATH: `${join(folder, 'tools')}:${process.env['PATH'] ?? ''}`,
      HOME: join(folder, 'home'),
      TMPDIR: join(folder, 'tmp'),
      DOCKER_HOST: stack.host,
      DATABASE_URL: stack.urls.database,
      REDIS_URL: stack.urls.redis,
      ORIXOON_PRACTICE_PREFIX: stack.prefix,
    },
  });
  const read = (name: string): string | null =>
    existsSync(join(said, name)) ? readFileSync(join(said, name), 'utf8') : null;
  return lines.map((_, index) => {
    const code = read(`${index}.code`);
    return { exitCode: code === null ? null : Number(code), output: read(String(index)) ?? '' };
  });
}

/** A line of the tutorial, with the folder of the demo's config as it is for this reader. */
export const asPrinted = (line: string, { folder }: Reader): string =>
  line.replaceAll('/tmp/orixoon-demo-root/', `${join(folder, 'tmp')}/orixoon-demo-${userInfo().username}/`);
