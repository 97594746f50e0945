import { expect, test } from 'vitest';
import { modeOfCommand } from '../../../../src/systems/redis/mode.ts';

test.each([
  [['redis-server', '--port', '6379'], null],
  [[], null],
  [['redis-server', '/etc/redis.conf', '--sentinel'], 'sentinel'],
  [['/usr/bin/redis-sentinel', '/etc/sentinel.conf'], 'sentinel'],
  [['docker-entrypoint.sh', 'valkey-sentinel', '/etc/sentinel.conf'], 'sentinel'],
  [['redis-server', '--cluster-enabled', 'yes'], 'cluster'],
  [['redis-server', '--cluster-enabled', 'no'], null],
  [['redis-server', '--replicaof', 'redis', '6379'], 'replica'],
] as const)('%j was started as %s', (command, mode) => {
  expect(modeOfCommand(command)).toBe(mode);
});
