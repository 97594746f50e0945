import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { Flags } from '../cli/program.ts';
import { practiceConfig } from '../practice/config.ts';
import { dockerAt } from '../practice/docker-at.ts';
import { closeEngine, findEngine, openEngine } from '../practice/engine.ts';
import { defaultStateDir } from '../practice/engine-state.ts';
import type { PracticeIssue } from '../practice/faults.ts';
import { faults } from '../practice/faults.ts';
import { down, up } from '../practice/stack.ts';
import type { Io } from './io.ts';
import { runCommand } from './run.ts';

const shown: readonly PracticeIssue[] = ['container_not_running', 'container_unhealthy', 'container_stuck'];

/** `orixoon demo`: bring up the practice stack, break it, and let the gate heal it. */
export async function demoCommand(
  options: { readonly flags: Flags; readonly down: boolean; readonly keep: boolean },
  io: Io,
): Promise<number> {
  const stream = options.flags.output === 'pretty' ? io.stdout : io.stderr;
  const say = (line: string): void => void stream.write(`  ${line}\n`);
  const title = (line: string): void => void stream.write(`\n${line}\n`);
  if (options.down) return takeDown(say, title);

  title('Setting the practice stack up');
  const engine = await openEngine({ say });
  const docker = dockerAt(engine.host);
  const stack = await up({ docker, host: engine.host, say });
  say(
    `${Object.values(stack.containers)
      .map(({ name }) => name)
      .join(', ')} are up on ${engine.host}`,
  );
  const config = writeConfig(
    practiceConfig(stack, { safety_limits: { cooldown_seconds: 0, max_same_heal_per_day: 1000 } }),
  );

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

/** Where the demo keeps its config; it goes with `--down`. */
const demoDirectory = (): string => join(tmpdir(), `orixoon-demo-${userInfo().username}`);

/** The cooldown and the daily limit are off in the demo, so that it can be shown twice in a minute. */
function writeConfig(config: ReturnType<typeof practiceConfig>): string {
  mkdirSync(demoDirectory(), { recursive: true, mode: 0o700 });
  const file = join(demoDirectory(), 'healing_config.json');
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** Containers, network, images, a private engine and what was installed for it: all that the demo set up, and no more. */
async function takeDown(say: (line: string) => void, title: (line: string) => void): Promise<number> {
  title('Taking the practice stack down');
  const engine = await findEngine(defaultStateDir());
  if (engine) await down(dockerAt(engine.host), 'all', say);
  await closeEngine(defaultStateDir(), say);
  rmSync(demoDirectory(), { recursive: true, force: true });
  say('nothing of it is left; reports/ is yours and stays');
  return 0;
}
