import type Docker from 'dockerode';
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { execIn } from '../../src/practice/container.ts';
import { dockerAt } from '../../src/practice/docker-at.ts';
import { ensureImage } from '../../src/practice/image.ts';
import { labelsOf } from '../../src/practice/services.ts';
import { tarOf } from '../../src/practice/tar.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CONFIG = '/etc/orixoon.json';

/** A machine whose PID 1 is a real systemd, with this checkout's Orixoon and this Node on it: a container. */
export interface Machine {
  sh(script: string): Promise<string>;
  unit(name: string, service: string): Promise<void>;
  /** Run Orixoon on it, over this config. */
  orixoon(config: object, ...args: readonly string[]): Promise<{ readonly exitCode: number; readonly shown: string }>;
  end(): Promise<void>;
}

const quiet = (): void => undefined;

/** The practice image with systemd on top. It goes when the practice images go. */
async function systemdImage(docker: Docker): Promise<string> {
  const base = await ensureImage(docker, quiet);
  const tag = base.replace(':', ':systemd-');
  const install = 'apt-get update && apt-get install -y --no-install-recommends systemd && rm -rf /var/lib/apt/lists/*';
  const stream = await docker.buildImage(Readable.from([tarOf('Dockerfile', `FROM ${base}\nRUN ${install}\n`)]), {
    t: tag,
    networkmode: 'host',
    version: '1',
  });
  const steps = await new Promise<{ error?: string }[]>((resolve, reject) =>
    docker.modem.followProgress(stream, (error, output) =>
      error ? reject(error) : resolve(output as { error?: string }[]),
    ),
  );
  const failed = steps.find(({ error }) => error !== undefined);
  if (failed) throw new Error(`the image ${tag} could not be built: ${failed.error ?? ''}`);
  return tag;
}

export async function systemdMachine(): Promise<Machine> {
  const docker = dockerAt(process.env['TEST_DOCKER_HOST'] ?? '');
  const name = `orixoon-systemd-${randomBytes(3).toString('hex')}`;
  const container = await docker.createContainer({
    name,
    Image: await systemdImage(docker),
    // Its own part of the cgroups and no other: systemd takes what it sees for its own, and would take other containers apart.
    Entrypoint: ['/bin/sh', '-c', 'mount -o remount,rw /sys/fs/cgroup; exec /lib/systemd/systemd --show-status=no'],
    Cmd: [],
    StopSignal: 'SIGRTMIN+3',
    Labels: labelsOf('systemd-', 'orixoon-systemd'),
    HostConfig: {
      ...{ CgroupnsMode: 'private' }, // which the types do not know
      NetworkMode: 'none',
      CapAdd: ['SYS_ADMIN'],
      SecurityOpt: ['seccomp=unconfined'],
      Tmpfs: { '/run': '', '/run/lock': '', '/tmp': '' },
      Binds: [`${realpathSync(process.execPath)}:/usr/local/bin/node:ro`, `${root}:/orixoon:ro`],
    },
  });
  await container.start();
  const sh = (script: string): Promise<string> => execIn(docker, name, ['sh', '-c', script]);
  const deadline = Date.now() + 120_000;
  while (!/running|degraded/.test(await sh('systemctl is-system-running || true')))
    if (Date.now() > deadline)
      throw new Error(`systemd did not start: ${await sh('systemctl is-system-running || true')}`);
  return {
    sh,
    async unit(unit, service) {
      await sh(`cat > /etc/systemd/system/${unit} <<'END'\n[Service]\n${service}\nEND\nsystemctl daemon-reload`);
    },
    async orixoon(config, ...args) {
      await sh(`cat > ${CONFIG} <<'END'\n${JSON.stringify(config)}\nEND`);
      const words = args.map(word => `'${word}'`).join(' ');
      const shown = await sh(
        `node /orixoon/bin/orixoon.js --config ${CONFIG} --reports-dir /var/tmp/reports ${words} 2>&1; echo "EXIT $?"`,
      );
      return { exitCode: Number(/EXIT (\d+)\s*$/.exec(shown)?.[1] ?? NaN), shown };
    },
    end: () => container.remove({ force: true, v: true }),
  };
}
