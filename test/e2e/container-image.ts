import type Docker from 'dockerode';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NODE = 'orixoon-test-node:1';
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Build the Dockerfile of this checkout, on an image with this machine's Node: there may be no registry to ask. */
export async function buildOrixoon(docker: Docker, practiceImage: string, tag: string): Promise<void> {
  await buildNode(docker, practiceImage);
  await build(docker, root, tag, { NODE_IMAGE: NODE });
}

/** Take away what `buildOrixoon` made, the stage that compiles included. */
export async function removeOrixoon(docker: Docker, tag: string): Promise<void> {
  const stages = await docker.listImages({ filters: { label: ['orixoon.stage=build'], dangling: ['true'] } });
  for (const image of [tag, NODE, ...stages.map(({ Id }) => Id)]) await docker.getImage(image).remove({ force: true });
}

/** Node and npm of this machine, on the practice image. */
async function buildNode(docker: Docker, practiceImage: string): Promise<void> {
  const context = mkdtempSync(join(tmpdir(), 'orixoon-node-'));
  try {
    copyFileSync(process.execPath, join(context, 'node'));
    chmodSync(join(context, 'node'), 0o755);
    const npm = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm');
    cpSync(npm, join(context, 'npm'), { recursive: true });
    // What this machine trusts, its mirror of npm may be signed with.
    if (existsSync(CERTIFICATES)) copyFileSync(CERTIFICATES, join(context, 'ca.crt'));
    else writeFileSync(join(context, 'ca.crt'), '');
    const lines = [
      `FROM ${practiceImage}`,
      'COPY node /usr/local/bin/node',
      'COPY npm /usr/local/lib/node_modules/npm',
      'COPY ca.crt /etc/ssl/certs/ca-certificates.crt',
      'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && node --version',
      'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
      `ENV npm_config_registry=${process.env['npm_config_registry'] ?? 'https://registry.npmjs.org/'}`,
      'ENTRYPOINT []',
    ];
    writeFileSync(join(context, 'Dockerfile'), lines.join('\n'));
    await build(docker, context, NODE, {});
  } finally {
    rmSync(context, { recursive: true });
  }
}

/** On the host's network, which may be the only one that reaches the registry of npm. */
async function build(docker: Docker, context: string, tag: string, given: Record<string, string>): Promise<void> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  const proxies = names.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const buildargs = { ...(Object.fromEntries(proxies) as Record<string, string>), ...given };
  const options = { t: tag, buildargs, networkmode: 'host', version: '1' as const, forcerm: true };
  const stream = await docker.buildImage({ context, src: readdirSync(context) }, options);
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const end = (error: Error | null): void =>
      error ? reject(new Error(`${error.message}\n${said.slice(-30).join('')}`, { cause: error })) : resolve();
    docker.modem.followProgress(stream, end, (event: { stream?: string }) => said.push(event.stream ?? ''));
  });
}
