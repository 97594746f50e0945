import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';

/** Loaded from node_modules by who needs them, which few runs do: the practice stack, mail, a plugin's schema, a question. */
const external = [/^(dockerode|nodemailer|ajv|@inquirer\/prompts|pg-native)(\/|$)/];

const NO_SSH = '\0no-ssh';

/** docker-modem's own ssh takes any host key, so ours is used, and what it would load for it is left out. */
const withoutSsh = {
  name: 'without-ssh',
  resolveId: (source, importer = '') =>
    source === './ssh' && importer.includes('docker-modem') ? { id: NO_SSH } : undefined,
  load: id =>
    id === NO_SSH
      ? "module.exports = () => { throw new Error('the ssh of docker-modem is not part of this'); };"
      : undefined,
};

/** Their licences want to be handed on with them. */
const licences = {
  name: 'licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(part => (part.type === 'chunk' ? Object.keys(part.modules) : []));
    const folders = new Set(modules.flatMap(id => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []));
    const texts = [...folders].filter(folder => existsSync(join(folder, 'package.json'))).map(licenceOf);
    this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: texts.sort().join('\n\n') });
  },
};

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()}`;
}

/** One file for what every command needs, and one for each part that is loaded on demand: loose files take twice as long to load. */
export default defineConfig({
  input: { main: 'src/main.ts', index: 'src/index.ts', lab: 'src/practice/lab.ts' },
  platform: 'node',
  external,
  resolve: {
    alias: {
      // Its usual entry finds its own files in a way that no bundler follows.
      'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
      // What it is a copy of, and what Node has anyway.
      'readable-stream': 'node:stream',
    },
  },
  plugins: [withoutSsh, licences],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'part-[name]-[hash].js',
    cleanDir: true,
    minify: {
      compress: true,
      mangle: { keepNames: { class: true, function: false } },
      codegen: { removeWhitespace: true },
    },
  },
});
