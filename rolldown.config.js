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

/** One file for what every command needs, and one for each part that is loaded on demand. */
export default defineConfig({
  input: { main: 'src/main.ts', index: 'src/index.ts', lab: 'src/practice/lab.ts' },
  platform: 'node',
  external,
  // Its usual entry finds its own files in a way that no bundler follows.
  resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
  plugins: [withoutSsh],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'part-[name]-[hash].js',
    cleanDir: true,
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});
