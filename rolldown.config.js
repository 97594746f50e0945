import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';

/** Loaded from node_modules by who needs them, which few runs do: the practice stack, mail, a plugin's schema, a question. */
const external = [/^(dockerode|nodemailer|ajv|@inquirer\/prompts|pg-native)(\/|$)/];

/** What a library would load and is never asked for here: by whom it is required, from where, and what it is. */
const unused = [
  // Any host key will do for it, so ours is used.
  { by: 'docker-modem', source: './ssh', what: 'the ssh of docker-modem' },
  { by: 'commander', source: 'node:child_process', what: 'a subcommand that is a program of its own' },
  { by: 'ioredis', source: './cluster', what: 'a cluster of Redis' },
  { by: 'ioredis', source: './connectors/SentinelConnector', what: 'Sentinel' },
  { by: 'ioredis', source: './SentinelConnector', what: 'Sentinel' },
  { by: 'ioredis', source: '../constants/TLSProfiles', what: 'a TLS profile of ioredis' },
];

/** To find out whether it runs in a Cloudflare Worker, pg would make a Response: with it Node 20 loads all of fetch. */
const nodeStreams = `
module.exports = {
  getStream: () => new (require('node:net').Socket)(),
  getSecureStream: options => require('node:tls').connect(options),
};`;

/** docker-modem spells out each request, with all that hangs on it, for a debug log that nobody opens. */
const quietUtil = `
module.exports = Object.create(require('node:util'), { inspect: { value: () => '' } });`;

const stub = what => `
function unused() { throw new Error('${what} is not part of this'); }
module.exports = Object.assign(unused, { __esModule: true, default: unused });`;

const instead = [
  ...unused.map(({ what, ...place }) => ({ ...place, code: stub(what) })),
  { by: 'pg', source: './stream', code: nodeStreams },
  { by: 'docker-modem', source: 'util', code: quietUtil },
];

/** Puts less in the place of what is loaded for nothing. */
const lean = {
  name: 'lean',
  resolveId: (source, importer = '') => {
    const at = instead.findIndex(one => one.source === source && importer.includes(`node_modules/${one.by}/`));
    return at === -1 ? undefined : { id: `\0instead-${at}` };
  },
  load: id => instead[/^\0instead-(\d+)$/.exec(id)?.[1]]?.code,
};

/** Of the hundreds of commands of which ioredis makes two methods each: its own, and those of the practice stack. Ours go through `call`. */
const commands = [
  ...['auth', 'client', 'hello', 'info', 'monitor', 'ping', 'psubscribe', 'quit', 'readonly', 'select', 'ssubscribe'],
  ...['exists', 'get', 'scan', 'set', 'subscribe', 'unlink'],
];

const fewCommands = {
  name: 'few-commands',
  load: id => {
    if (!id.endsWith('@ioredis/commands/built/commands.json')) return undefined;
    const all = JSON.parse(readFileSync(id, 'utf8'));
    return { code: JSON.stringify(Object.fromEntries(commands.map(name => [name, all[name]]))), moduleType: 'json' };
  },
};

/** Of ASCII alone: Node reads and keeps such a file in half the time and room. */
const ascii = {
  name: 'ascii',
  generateBundle(_options, bundle) {
    const escaped = letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    for (const part of Object.values(bundle))
      if (part.type === 'chunk') part.code = part.code.replace(/[^\0-\x7f]/g, escaped);
  },
};

/** ECMAScript's door to what is CommonJS within. */
const door = {
  name: 'door',
  generateBundle(_options, bundle) {
    const { exports } = bundle['index.cjs'];
    this.emitFile({
      type: 'asset',
      fileName: 'index.js',
      source: `export { ${exports.join(', ')} } from './index.cjs';\n`,
    });
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

/** Each with all that it imports, and that no earlier one has: what is loaded together lies in one file. */
const groups = [
  { name: 'start', test: /src\/main\.ts$|rolldown\/runtime/ },
  { name: 'config', test: /src\/commands\/validate\.ts$/ },
  { name: 'gate', test: /src\/commands\/(run|gate-run|world)\.ts$/ },
].map((group, at) => ({ ...group, priority: 9 - at }));

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
  plugins: [lean, fewCommands, ascii, door, licences],
  treeshake: {
    // It makes tables for the formatting of texts, which nobody asks for.
    moduleSideEffects: [{ test: /node_modules\/jsonc-parser\//, sideEffects: false }],
  },
  output: {
    dir: 'dist',
    // Node 20 begins a program of ECMAScript modules a third later than one of CommonJS.
    format: 'cjs',
    strict: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'part-[name]-[hash].cjs',
    cleanDir: true,
    codeSplitting: { groups },
    minify: {
      compress: true,
      mangle: { keepNames: { class: true, function: false } },
      codegen: { removeWhitespace: true },
    },
  },
});
