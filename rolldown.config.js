import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';

/** Loaded from node_modules by who needs them, which few runs do: the practice stack, mail, a plugin's schema, a question. */
const external = [/^(dockerode|nodemailer|ajv|@inquirer\/prompts|pg-native)(\/|$)/];

/** What a library would load and is never asked for here: where it is from, by whom it is required, and what it is. */
const unused = [
  // Any host key will do for it, so ours is used.
  { source: './ssh', by: 'docker-modem', what: 'the ssh of docker-modem' },
  // For subcommands that are programs of their own.
  { source: 'node:child_process', by: 'commander', what: 'a subcommand as a program' },
];

const withoutUnused = {
  name: 'without-unused',
  resolveId: (source, importer = '') => {
    const at = unused.findIndex(one => one.source === source && importer.includes(`node_modules/${one.by}/`));
    return at === -1 ? undefined : { id: `\0unused-${at}` };
  },
  load: id => {
    const at = /^\0unused-(\d+)$/.exec(id)?.[1];
    return at && `module.exports = () => { throw new Error('${unused[at].what} is not part of this'); };`;
  },
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
  plugins: [withoutUnused, licences],
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
