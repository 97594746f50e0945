import { expect } from 'vitest';

/** One line of the text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The text format of Prometheus, as strictly as its reader: families together, typed once, no sample twice. */
export function parseMetrics(text: string): Sample[] {
  const seen = new Set<string>();
  const typed: string[] = [];
  return text.split(/\n(?!$)/).flatMap(line => {
    const [, type] = /^# TYPE (\w+) gauge\n?$/.exec(line) ?? [];
    if (type !== undefined) {
      expect(typed).not.toContain(type);
      typed.push(type);
      return [];
    }
    if (/^# HELP \w+ [ -~]+$/.test(line)) return [];
    const [, name, inner = '', value] =
      /^(\w+)\{((?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*)\} (-?[\d.e+-]+)\n?$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`no sample: ${line.slice(0, 200)}`);
    expect(name).toBe(typed.at(-1));
    expect(seen.has(`${name}{${inner}}`)).toBe(false);
    seen.add(`${name}{${inner}}`);
    const labels = [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(labels) as Record<string, string>, value: Number(value) }];
  });
}

/** The sum of a family of ours, or of those of its samples that have these labels. */
export const sum = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}): number =>
  samples
    .filter(one => one.name === `orixoon_${name}`)
    .filter(one => Object.entries(labels).every(([key, value]) => one.labels[key] === value))
    .reduce((total, { value }) => total + value, 0);
