import type { Settings } from '../settings.ts';

/** Expected containers without an engine to ask are no skip: the look itself will fail and say why. */
export const notConfigured = ({ connections, phases }: Settings): string | null =>
  connections.docker || phases.containers.expected ? null : 'connections.docker.host is not set';
