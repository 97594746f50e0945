import type { Say } from './command.ts';
import { practiceConfig } from './config.ts';
import { dockerAt } from './docker-at.ts';
import { findEngine, openEngine } from './engine.ts';
import { defaultStateDir } from './engine-state.ts';
import { faults, isPracticeIssue, undoAll } from './faults.ts';
import { PracticeError } from './practice-error.ts';
import { PRACTICE_LABEL } from './services.ts';
import { down, up } from './stack.ts';

const USAGE = `usage: npm run lab -- up | break <issue type> | mend | config | status | down
issue types: ${Object.keys(faults).join(', ')}`;

/** Drive the practice stack by hand: bring it up, break it, mend it, look at it, take it down. Throws PracticeError on a wrong word. */
export async function lab(argv: readonly string[], say: Say): Promise<void> {
  const [verb = '', issue = ''] = argv;
  if (verb === 'status') return status(say);
  if (verb === 'down') return takeDown(say);
  if (!['up', 'break', 'mend', 'config'].includes(verb)) throw new PracticeError(USAGE);
  const engine = await openEngine({ say });
  const docker = dockerAt(engine.host);
  const stack = await up({ docker, host: engine.host, say: verb === 'up' ? say : () => undefined });
  if (verb === 'up') say(`up on ${engine.host}: export DOCKER_HOST=${engine.host}`);
  if (verb === 'config') say(JSON.stringify(practiceConfig(stack), null, 2));
  if (verb === 'mend') await undoAll(stack, docker);
  if (verb !== 'break') return;
  if (!isPracticeIssue(issue)) throw new PracticeError(`no fault is known for "${issue}"\n${USAGE}`);
  await faults[issue].inject(stack, docker);
  say(faults[issue].title);
}

async function status(say: Say): Promise<void> {
  const engine = await findEngine(defaultStateDir());
  if (!engine) {
    say('no Docker engine answers');
    return;
  }
  const containers = await dockerAt(engine.host).listContainers({ all: true, filters: { label: [PRACTICE_LABEL] } });
  say(`${engine.isPrivate ? 'a private' : 'the'} engine at ${engine.host}, ${containers.length} practice containers`);
  for (const { Names, Status } of containers) say(`  ${(Names[0] ?? '').slice(1).padEnd(24)} ${Status}`);
}

async function takeDown(say: Say): Promise<void> {
  const engine = await findEngine(defaultStateDir());
  if (engine) await down(dockerAt(engine.host), process.env['ORIXOON_PRACTICE_PREFIX'] ?? '', say);
}
