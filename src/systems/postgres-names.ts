const servers = new Set(['postgres', 'postmaster', 'edb-postgres']);
/** Programs that hold a server up: a restart of one is a restart of it. */
const keepers = new Set(['patroni', 'repmgrd', 'pg_autoctl', 'stolon-keeper']);
/** What starts and stops servers from outside. */
const controls = new Set(['pg_ctl', 'pg_ctlcluster', 'patronictl', 'stolonctl', 'repmgr']);

const images = new Set(
  'postgis timescaledb timescaledb-ha pgvector pgvecto-rs citus patroni crunchy-postgres-gis'.split(' '),
);
/** `postgres`, `postgresql-repmgr`, `crunchy-postgres-ha`, `postgresql-15-c9s`, `spilo-16`; not `postgres-exporter`. */
const image =
  /^(?:(?:crunchy-)?postgres(?:ql)?(?:-(?:repmgr|ha|gis|server|\d[\d.]*|c\d+s|rhel\d+|ubi\d+))*|spilo(?:-.*)?)$/;
const unit =
  /^(?:postgres(?:ql)?(?:-?\d[\d.]*)?|patroni|repmgrd?|pg_autoctl|pgautofailover|stolon-keeper)(?:@.*)?(?:\.service)?$/i;
const pattern = /[*?[]/;

const baseName = (path: string): string => path.replace(/^.*\//, '');

/** True for the name of a PostgreSQL server's process. */
export const isServerProgram = (name: string): boolean => servers.has(name);

/** True for a server, and for what holds one up. */
export const isServerOrKeeper = (name: string): boolean => servers.has(name) || keepers.has(name);

/** True if the last part of an image's name is that of PostgreSQL with or without something added. */
export function isPostgresImage(name: string): boolean {
  const bare = baseName(name).replace(/[:@].*$/, '');
  return images.has(bare) || image.test(bare);
}

/** True for a unit that PostgreSQL runs as, Debian's umbrella `postgresql.service` too, and for a pattern that may mean one. */
export const isPostgresUnit = (name: string): boolean =>
  unit.test(name) ||
  (pattern.test(name) && ['postgres', 'patroni'].some(one => one.startsWith(beforePattern(name).slice(0, one.length))));

const beforePattern = (name: string): string => name.slice(0, name.search(pattern));

/** True for a word of a command that means PostgreSQL itself: its service, its program, or what controls it. */
export const isPostgresWord = (word: string): boolean =>
  unit.test(word) || isServerOrKeeper(word) || controls.has(word);
