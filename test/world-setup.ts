import { dockerAt } from '../src/practice/docker-at.ts';
import { openEngine } from '../src/practice/engine.ts';
import { ensureImage } from '../src/practice/image.ts';

/** Before the tests that need a world: a Docker engine (found, or started) and the practice image. What is missing fails the run. */
export async function setup(): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`  ${line}\n`);
  const engine = await openEngine({ say });
  await ensureImage(dockerAt(engine.host), say);
  process.env['TEST_DOCKER_HOST'] = engine.host;
}
