import { expect, test } from 'vitest';
import { isPostgresImage, isPostgresUnit, isPostgresWord } from '../../../src/systems/postgres-names.ts';

test.each([
  ['registry:5000/library/postgres:16-alpine', true],
  ['postgis/postgis', true],
  ['timescale/timescaledb@sha256:abc', true],
  ['bitnami/postgresql-repmgr:16', true],
  ['bitnami/postgresql', true],
  ['sclorg/postgresql-15-c9s', true],
  ['crunchydata/crunchy-postgres-ha:ubi8', true],
  ['ghcr.io/zalando/spilo-16:3.3-p1', true],
  ['prometheuscommunity/postgres-exporter:1', false],
  ['bitnami/postgres-exporter', false],
  ['prodrigestivill/postgres-backup-local:16', false],
  ['zalando/postgres-operator', false],
  ['postgrest/postgrest', false],
  ['postgres/pgadmin:8', false],
])('image %s: %s', (image, expected) => {
  expect(isPostgresImage(image)).toBe(expected);
});

test.each([
  ['postgresql.service', true],
  ['postgresql', true],
  ['postgres', true],
  ['postgresql@15-main.service', true],
  ['postgresql-15.service', true],
  ['patroni', true],
  ['patroni@tsh.service', true],
  ['Postgresql.service', true],
  ['postgresql@*', true],
  ['post*', true],
  ['*', true],
  ['postgres_exporter.service', false],
  ['postgresql-backup.timer', false],
  ['tds-*', false],
  ['tds-scheduler.service', false],
])('unit %s: %s', (unit, expected) => {
  expect(isPostgresUnit(unit)).toBe(expected);
});

test.each([
  ['postgresql', true],
  ['pg_ctl', true],
  ['pg_ctlcluster', true],
  ['patronictl', true],
  ['psql', false],
  ['postgres_exporter', false],
  ['restart', false],
])('word %s: %s', (word, expected) => {
  expect(isPostgresWord(word)).toBe(expected);
});
