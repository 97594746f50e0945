// Leaves of the declarations in dist/ only those that index.d.ts needs: the rest is nobody's business outside.
import { readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const wanted = new Set([resolve(dist, 'index.d.ts')]);
for (const file of wanted)
  for (const [, to] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)\.[jt]s['"]/g))
    wanted.add(resolve(dirname(file), `${to}.d.ts`));
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.d.ts')))
  if (!wanted.has(resolve(dist, name))) rmSync(join(dist, name));
const folders = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(entry => entry.isDirectory());
for (const path of folders.map(({ parentPath, name }) => join(parentPath, name)).sort((a, b) => b.length - a.length))
  if (readdirSync(path).length === 0) rmdirSync(path);
