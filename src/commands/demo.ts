import { resolve } from 'node:path';
import type { Flags } from '../cli/program.ts';
import { dockerAt } from '../practice/docker-at.ts';
import { closeEngine, findEngine } from '../practice/engine.ts';
import { defaultStateDir } from '../practice/engine-state.ts';
import type { PracticeIssue } from '../practice/faults.ts';
import { faults } from '../practice/faults.ts';
import { down } from '../practice/stack.ts';
import type { Io } from './io.ts';
import { practised, practiceUp, removePracticeConfig, writePracticeConfig } from './practice-stack.ts';
import { runCommand } from './run.ts';

const shown: readonly PracticeIssue[] = ['container_not_running', 'container_unhealthy', 'container_stuck'];

interface DemoOptions {
  readonly flags: Flags;
  readonly down: boolean;
  readonly keep: boolean;
}

/** `orixoon demo`: bring up the practice stack, break it, and let the gate heal it. */
export const demoCommand = (options: DemoOptions, io: Io): Promise<number> => practised(() => demo(options, io));

async function demo(options: DemoOptions, io: Io): Promise<number> {
  const stream = options.flags.output === 'pretty' ? io.stdout : io.stderr;
  const say = (line: string): void => void stream.write(`  ${line}\n`);
  const title = (line: string): void => void stream.write(`\n${line}\n`);
  if (options.down) return takeDown(say, title);

  title('Setting the practice stack up');
  const { stack, docker } = await practiceUp(say);
  const config = writePracticeConfig(stack);

  title('Breaking it');
  for (const issue of shown) {
    say(faults[issue].title);
    await faults[issue].inject(stack, docker);
  }
  const gate = `orixoon --config ${config} --auto-heal`;
  if (options.keep) {
    title(`It is broken now. Heal it with:\n  ${gate}`);
    return 0;
  }
  title(`$ ${gate}`);
  const exitCode = await runCommand(
    { ...options.flags, config, autoHeal: true, reportsDir: resolve(options.flags.reportsDir ?? 'reports') },
    io,
  );
  title(`The practice stack is still up. Break it and heal it again: orixoon demo · remove it: orixoon demo --down`);
  return exitCode;
}

/** Containers, network, images, a private engine and what was installed for it: all that the demo set up, and no more. */
async function takeDown(say: (line: string) => void, title: (line: string) => void): Promise<number> {
  title('Taking the practice stack down');
  const engine = await findEngine(defaultStateDir());
  if (engine) await down(dockerAt(engine.host), 'all', say);
  await closeEngine(defaultStateDir(), say);
  removePracticeConfig();
  say('nothing of it is left; reports/ is yours and stays');
  return 0;
}
