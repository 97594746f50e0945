import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { dockerAt } from '../../../src/practice/docker-at.ts';
import { openEngine } from '../../../src/practice/engine.ts';
import { ensureImage } from '../../../src/practice/image.ts';

/** A CA of a test's own and what it signed, as PEM files in a folder of this machine. */
export interface Certificates {
  readonly folder: string;
  /** `ca.pem`, `other-ca.pem` (which signed nothing), `server.pem` (127.0.0.1 and localhost), `misnamed.pem` (another host), `client.pem` (CN tsh), and a `.key` for each; `sealed.key` is client.key with the password s3aled-canary. */
  file(name: string): string;
  read(name: string): Promise<string>;
  remove(): Promise<void>;
}

const SCRIPT = `
set -eu
cd /certificates
authority() { openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" -keyout "$1.key" -out "$1.pem"; }
signed() {
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$2" -keyout "$1.key" -out "$1.csr"
  printf 'subjectAltName=%s\\n' "$3" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile "$1.ext" -out "$1.pem"
}
authority ca
authority other-ca
signed server localhost DNS:localhost,IP:127.0.0.1
signed misnamed elsewhere.example DNS:elsewhere.example
signed client tsh DNS:client.example
openssl rsa -aes256 -passout pass:s3aled-canary -in client.key -out sealed.key
chmod 0644 *
`;

/** Made by the openssl of the practice image: this machine need not have one. */
export async function makeCertificates(): Promise<Certificates> {
  const say = (): void => undefined;
  const docker = dockerAt((await openEngine({ say })).host);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-certificates-'));
  await chmod(folder, 0o755);
  const container = await docker.createContainer({
    Image: await ensureImage(docker, say),
    Entrypoint: ['sh', '-c', SCRIPT],
    HostConfig: { NetworkMode: 'none', Binds: [`${folder}:/certificates`] },
  });
  try {
    await container.start();
    const { StatusCode } = (await container.wait()) as { StatusCode: number };
    if (StatusCode !== 0) throw new Error(`openssl ended with ${StatusCode}`);
  } finally {
    await container.remove({ force: true });
  }
  const file = (name: string): string => path.join(folder, name);
  return {
    folder,
    file,
    read: name => readFile(file(name), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
