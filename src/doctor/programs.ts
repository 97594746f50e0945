import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { wordsOf } from '../errors.ts';
import type { Need } from '../systems/needs.ts';
import type { Look } from '../systems/system.ts';
import { whyNoRestart } from '../systems/workers/unit-trouble.ts';
import { available, sign, unavailable, unknown } from './sign.ts';
import type { Examination, Judgement, Sign } from './sign.ts';

/** Units of systemd and programs that workers are restarted by. Starts none of them. */
export async function examinePrograms(look: Look, needs: readonly Need[]): Promise<Examination> {
  const judged = new Map<string, Judgement>();
  const signs: Sign[] = [];
  for (const need of needs) {
    const key = keyOf(need);
    if (key === null || judged.has(key)) continue;
    const judgement = need.kind === 'unit' ? await unitOf(need.name, look) : await programAt(need, look);
    judged.set(key, judgement);
    signs.push(asSign(need, judgement));
  }
  return {
    signs,
    judge: need => {
      const key = keyOf(need);
      if (key !== null) return judged.get(key) ?? available;
      return need.kind === 'processes' && !isRoot()
        ? unknown(`only its owner and root may end a process: that shows when it is done to ${need.of}`)
        : available;
    },
  };
}

const isRoot = (): boolean => process.geteuid?.() === 0;

function keyOf(need: Need): string | null {
  if (need.kind === 'unit') return `unit ${need.name}`;
  return need.kind === 'program' ? `program ${need.path}` : null;
}

function asSign(need: Need, judgement: Judgement): Sign {
  const isUnit = need.kind === 'unit';
  const what = isUnit ? need.name : need.kind === 'program' ? need.path : '';
  const about = isUnit ? 'systemd' : 'program';
  if (judgement.state === 'available')
    return sign(about, 'ok', `${what} ${isUnit ? 'can be restarted' : 'can be run'}`);
  if (judgement.state === 'unknown') return sign(about, 'note', judgement.why);
  const mend = isUnit
    ? 'phases.workers: a systemd_unit that is there'
    : 'phases.workers: restart_command with a program that is there';
  return sign(about, 'failed', judgement.why, [{ in: 'config', text: mend }]);
}

async function unitOf(name: string, { host }: Look): Promise<Judgement> {
  try {
    const refusal = whyNoRestart(name, await host.unit(name));
    if (refusal !== null) return unavailable(refusal);
    return isRoot() ? available : unknown(`whether polkit lets this user restart ${name} shows only when it is done`);
  } catch (error) {
    return unavailable(wordsOf(error));
  }
}

async function programAt(need: Need, { env }: Look): Promise<Judgement> {
  if (need.kind !== 'program') return available;
  const { path } = need;
  const places = path.includes('/')
    ? [isAbsolute(path) ? path : resolve(path)]
    : (env['PATH'] ?? '').split(delimiter).map(folder => join(folder, path));
  for (const place of places) if (await isProgram(place)) return available;
  return unavailable(
    `restart_command: ${path} ${path.includes('/') ? 'is no program that this user may run' : 'is not in the PATH'}`,
  );
}

async function isProgram(place: string): Promise<boolean> {
  try {
    await access(place, constants.X_OK);
    return (await stat(place)).isFile();
  } catch {
    // Whatever the reason, it cannot be run from here.
    return false;
  }
}
