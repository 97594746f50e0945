import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'orixoon-package-'));

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;
beforeAll(async () => {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  [packed] = JSON.parse((await execa('npm', args, { cwd: root })).stdout) as [Packed];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MB = 1e6;
/** With the libraries that are bundled, a third of a megabyte, and their licences. */
const MOST = 1.45 * MB;

test('the package is small, and holds nothing that nobody asked for', () => {
  expect(packed.unpackedSize).toBeLessThan(MOST);
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['dist/LICENCES.txt', 'man/orixoon.1']));
  expect(paths.filter(path => /^(src|test|scripts|reports)\//.test(path))).toEqual([]);
});

test('it installs from the tarball, without the libraries that are in it, and runs', async () => {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  await execa('npm', ['install', ...flags, `./${packed.filename}`], { cwd: folder });
  const installed = readdirSync(join(folder, 'node_modules'));
  expect(installed).toContain('orixoon');
  for (const bundled of ['commander', 'chalk', 'pg', 'ioredis', 'jsonc-parser'])
    expect(installed).not.toContain(bundled);
  const run = async (...args: string[]) =>
    execa(join(folder, 'node_modules/.bin/orixoon'), args, { cwd: folder, reject: false });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await run('--version')).toMatchObject({ exitCode: 0, stdout: version });
  // Nobody listens there: it tries, with the clients that are in the package, and says so.
  const url = 'postgresql://nobody:nothing@127.0.0.1:1/none';
  const connections = {
    database: { url },
    redis: { url: 'redis://127.0.0.1:1' },
    docker: { host: 'tcp://127.0.0.1:1' },
  };
  writeFileSync(join(folder, 'healing_config.json'), JSON.stringify({ environment: 'package', connections }));
  expect(await run('validate')).toMatchObject({ exitCode: 0 });
  const tested = await run('--phase', 'database,redis');
  expect(tested.exitCode, tested.stdout).not.toBe(2);
  expect(tested.stdout).toContain('BLOCK');
  await expect(
    execa(process.execPath, ['-e', "import('orixoon').then(({ run }) => run.name)"], { cwd: folder }),
  ).resolves.toMatchObject({ exitCode: 0 });
});

test('a program that ends before it has an answer could not tell: 3, not 0', async () => {
  const hollow = join(folder, 'hollow');
  mkdirSync(join(hollow, 'dist'), { recursive: true });
  cpSync(join(root, 'bin'), join(hollow, 'bin'), { recursive: true });
  const end = (main: string) => {
    writeFileSync(join(hollow, 'dist/main.cjs'), `exports.main = ${main};`);
    return execa(process.execPath, [join(hollow, 'bin/orixoon.js')], { reject: false });
  };
  expect(await end('() => new Promise(() => {})')).toMatchObject({ exitCode: 3 });
  expect(await end('() => Promise.resolve(4)')).toMatchObject({ exitCode: 4 });
  expect(await end('() => Promise.reject(new Error("defect"))')).toMatchObject({ exitCode: 1 });
});

test('npm link makes a checkout the command orixoon, with its manual page, and changes nothing else in it', async () => {
  const prefix = join(folder, 'prefix');
  const before = readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8');
  const env = { npm_config_prefix: prefix };
  await execa('npm', ['link', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: root, env });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  await expect(execa(join(prefix, 'bin/orixoon'), ['--version'], { cwd: folder })).resolves.toMatchObject({
    stdout: version,
  });
  expect(realpathSync(join(prefix, 'share/man/man1/orixoon.1'))).toBe(realpathSync(join(root, 'man/orixoon.1')));
  expect(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).toBe(before);
});
