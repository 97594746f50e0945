/**
 * The walls of ARCHITECTURE.md: what the files of a room may import. Their own folder, of the other rooms what is named
 * (paths within src), of packages those that are named; anything else is an error. Of the walls that a file stands behind,
 * the last one counts.
 */
const wall = (files, message, { own = /\.\/(?!\.)/, rooms = [], packages = [], only = [] }) => {
  const inside = rooms.map(room => `(?:\\.\\./)+${room.source}`);
  const outside = packages.map(name => `${name.source}$`);
  const regex = `^(?!${[own.source, ...inside, ...outside].join('|')})`;
  return {
    files,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }, ...only] }] },
  };
};

const nothing = /(?!)/;
const core = /core\//;
const errors = /errors\.ts$/;
/** The one timer that bounds what may hang. */
const bound = /within\.ts$/;
const catalogue = /systems\/catalogue\.ts$/;
const settings = /systems\/(settings|system)\.ts$/;
/** The type of what Ajv says. */
const shapeError = /schemas\/validate-healing-config\.js$/;
const events = /engine\/events\.ts$/;
/** The shape of what `stats` prints: types alone. */
const statsShape = /report\/stats-shape\.ts$/;
/** The shape of what `doctor` prints: types alone. */
const doctorShape = /doctor\/(consultation|availability|sign)\.ts$/;
const clientTypes = /clients\/([a-z]+-types|errors)\.ts$/;
/** The process itself is a global, and as such looked after by eslint.config.js. */
const node = /node:(?!process).*/;
const anyPackage = /(?!node:process$|process$)[^.].*/;

/** A system's own files one folder up, and what the systems share; not the lists of the systems, and no other system. */
const shared = /(?!registry|catalogue|main)[\w.-]+\.ts$/;
const aSystem = {
  rooms: [core, clientTypes, shared],
  packages: [/node:path/, /node:os/, /node:timers\/promises/, /node:fs\/promises/],
};
/** Of the module that reads and writes files, the names that only read, and those that a file is excused for. */
const files = (...excused) => ({
  regex: '^node:fs/promises$',
  allowImportNames: ['access', 'lstat', 'readFile', 'readdir', 'readlink', 'realpath', 'stat', 'statfs', ...excused],
  message: 'only an action writes, and only the files named in eslint.walls.js may hold what can',
});
const system = (paths, excused = []) =>
  wall(paths, 'a system knows core, client types, what systems share and its own folder', {
    ...aSystem,
    only: [files(...excused)],
  });

/** Checks are pure: a reading in, outcomes out. */
export const checkFiles = ['src/systems/*/checks.ts', 'src/systems/*/*-check.ts'];

export const walls = [
  wall(['src/errors.ts'], 'everybody imports errors.ts; it imports nobody', { own: nothing }),
  wall(['src/within.ts'], 'who is imported by everybody imports nobody', { own: nothing, packages: [/node:events/] }),
  wall(['src/package-root.ts'], 'who is imported by everybody imports nobody', {
    own: nothing,
    packages: [/node:fs/],
  }),
  wall(['src/main.ts'], 'main knows the mouth, the commands, the errors and where the package lies', {
    own: /\.\/(cli|commands)\/|\.\/ledger\/locked-error\.ts$|\.\/(errors|package-root)\.ts$/,
    packages: [/node:fs/],
  }),
  wall(['src/core/**/*.ts'], 'core imports nothing outside core', {}),
  wall(['src/engine/**/*.ts'], 'the engine gets the world through its ports', {
    rooms: [core, errors, bound, settings],
    packages: [/node:crypto/],
  }),
  wall(['src/config/**/*.ts'], 'config only reads and judges the config', {
    rooms: [core, errors, settings, catalogue, /schemas\/validate-healing-config\.js$/],
    // A docker context's folder is named after a hash; a database's user after that of this machine.
    packages: [/node:fs/, /node:path/, /node:crypto/, /node:os/, /jsonc-parser/, /fastest-levenshtein/],
  }),
  wall(['src/clients/**/*.ts'], 'clients know no system', {
    rooms: [core, errors],
    packages: [node, /docker-modem/, /pg/, /ioredis/],
  }),
  wall(['src/ledger/**/*.ts'], 'the ledger knows core alone', { rooms: [core, errors], packages: [node] }),
  wall(['src/report/**/*.ts'], 'the report reads events and core alone', {
    rooms: [core, errors, events],
    packages: [node],
  }),
  wall(['src/index.ts'], 'the library is a door: it hands out what is behind it', {
    own: /\.\/(commands\/embedded|errors|plugins\/plugin|config\/json-schema|core\/[\w-]+|engine\/events|report\/report-shape|systems\/(settings|system))\.ts$/,
  }),
  wall(
    ['src/plugins/**/*.ts'],
    'plugins stand beside the systems: they know these, the grammar of the config, and no client',
    {
      rooms: [core, errors, settings, catalogue, /systems\/registry\.ts$/, /config\/[\w-]+\.ts$/, shapeError],
      packages: [/node:(module|path|url)/, /ajv/],
    },
  ),
  wall(['src/notify/**/*.ts'], 'what tells people reads events: it knows no engine, no client and no system', {
    rooms: [core, bound, events, /config\/notifications\.ts$/, /report\/plain-text\.ts$/],
    packages: [/node:timers\/promises/, /nodemailer\/lib\/[\w-]+/],
  }),
  wall(['src/cli/**/*.ts'], 'the mouth knows events and the catalogue, not clients', {
    rooms: [core, errors, bound, events, catalogue, statsShape, doctorShape],
    packages: [/node:util/, /commander/, /@inquirer\/prompts/, /fastest-levenshtein/],
  }),
  wall(['src/init/**/*.ts'], 'init looks with eyes alone, and knows how the containers of a project are found', {
    rooms: [core, errors, clientTypes, /systems\/containers\/discovered\.ts$/],
    packages: [/node:net/, /node:fs/, /node:path/],
  }),
  wall(['src/drill/**/*.ts'], 'a drill breaks what a config describes: it knows clients and settings, and no system', {
    rooms: [core, errors, /clients\//, /systems\/(settings|container-target|container-contents)\.ts$/],
    packages: [/node:timers\/promises/, /pg/],
  }),
  wall(
    ['src/doctor/**/*.ts'],
    'the doctor only looks: it knows what systems know, client types and the ledger, no hands',
    {
      rooms: [
        core,
        errors,
        clientTypes,
        /ledger\/(ledger|lock|locked-error)\.ts$/,
        /systems\/(settings|system|needs|table-name)\.ts$/,
        /systems\/database\/(rights|reading|queries\/server)\.ts$/,
        /systems\/redis\/(master|reading)\.ts$/,
        /systems\/zoho-queue\/(rights|server)\.ts$/,
        /systems\/preflight\/(disk|docker-data)\.ts$/,
        /systems\/workers\/unit-trouble\.ts$/,
      ],
      packages: [/node:fs/, /node:fs\/promises/, /node:os/, /node:path/],
    },
  ),
  wall(['src/commands/**/*.ts'], 'of the commands, demo and drill alone know the practice stack', {
    rooms: [/(?!practice\/)/],
    packages: [anyPackage],
  }),
  wall(['src/commands/{demo,practice-stack,drill-stage}.ts'], 'a command composes', {
    rooms: [/[^.]/],
    packages: [anyPackage],
  }),
  wall(['src/practice/**/*.ts'], 'the practice stack is none of the rest', {
    own: /\.\/(?!\.)|\.\.\/[\w-]+\.ts$/,
    packages: [node, /dockerode/, /pg/, /ioredis/],
  }),
  wall(['src/systems/*.ts'], 'what systems share knows core, client types and no single system', {
    own: /\.\/[\w-]+\.ts$/,
    rooms: [core, errors, clientTypes],
  }),
  wall(['src/systems/registry.ts', 'src/systems/catalogue.ts'], 'the lists of the systems name each once', {
    own: /\.\/(?!\.)/,
    rooms: [core],
  }),
  system(['src/systems/*/**/*.ts']),
  wall(checkFiles, 'checks are pure: they read no file and ask no client', { rooms: [core, clientTypes, shared] }),
  // What an action writes, and the log that is read from its end.
  system(['src/systems/preflight/old-reports.ts'], ['rm']),
  system(['src/systems/zoho-queue/exporting.ts'], ['mkdir', 'open', 'FileHandle']),
  system(['src/systems/application/log-file.ts'], ['open']),
  // A pattern can only be stopped from outside.
  wall(['src/systems/application/error-pattern.ts'], 'what bounds a pattern knows the errors', {
    rooms: [errors],
    packages: [/node:vm/],
  }),
];
