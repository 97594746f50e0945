import { practiceConfig } from '../../src/practice/config.ts';
import type { ConfigPart } from '../../src/practice/config.ts';
import { PREFIX } from './bench-place.ts';
import { idle } from './bench-stack.ts';
import type { BenchStack } from './bench-stack.ts';
import { bundled } from './bundled.ts';
import { bin } from './gate.ts';
import { RUNS, sized } from './sizes.ts';
import { interleaved, median } from './subject.ts';
import { inMs } from './table.ts';
import type { Line } from './table.ts';

const AT_ONCE = 4;

/** Many containers more that do nothing, and a healthy look at all of them: against the floor. */
export async function scaleContainersLines(at: BenchStack): Promise<Line[]> {
  const { docker, stack, env, folder, say } = at;
  const there = env['CONTAINERS']?.split(' ') ?? [];
  const more = Array.from({ length: sized(200) - there.length }, (_, nth) => `${PREFIX}idle-${nth}`);
  say(`starting ${more.length} containers`);
  const left = [...more];
  const start = async (): Promise<void> => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) await idle(docker, stack, name);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, start));
    const { phases } = practiceConfig(stack) as { phases: { containers: { expected: ConfigPart[] } } };
    const expected = [...phases.containers.expected, ...more.map(name => ({ name }))];
    // Longer than the usual ten seconds: a small machine takes them, and what is cut off measures nothing.
    const containers = { expected, timeout_seconds: 60 };
    const config = at.configWith('containers.json', { phases: { ...phases, containers } });
    const all = { ...env, CONTAINERS: [...there, ...more].join(' ') };
    const ours = { name: 'orixoon', argv: [process.execPath, bin, '--config', config], env };
    const floor = { name: 'floor', argv: [process.execPath, await bundled('floor', folder)], env: all };
    const times = await interleaved([ours, floor], RUNS);
    const [own, its] = [median(times.get('orixoon') ?? []), median(times.get('floor') ?? [])];
    return [
      {
        target: `4 ${there.length + more.length} containers, against the floor with libraries`,
        ...{ ours: inMs(own), against: inMs(its), ratio: own / its, limit: 1.5 },
      },
    ];
  } finally {
    if (process.env['BENCH_KEEP'] === undefined)
      for (const name of more.filter(one => !left.includes(one)))
        await docker.getContainer(name).remove({ force: true });
  }
}
