/** Verbs that titles and steps begin with, and what they become where it is not plainly `-ing`. */
const irregular: Readonly<Record<string, string>> = {
  cancel: 'cancelling',
  drop: 'dropping',
  run: 'running',
  reset: 'resetting',
  set: 'setting',
  stop: 'stopping',
  unlink: 'unlinking',
};

const regular = new Set(
  (
    'back clean clear close delete empty end expire export flush force free give kill make mark move pause prune purge put ' +
    'reclaim release remove requeue restart resume send signal start terminate touch truncate unpause wait'
  ).split(' '),
);

/** `start container redis` as what is going on: `Starting container redis`. A text that begins with no known verb: undefined. */
export function gerund(text: string): string | undefined {
  const [, adverb = '', verb = '', rest = ''] = /^(force[- ])?([a-z]+)\b(.*)$/is.exec(text) ?? [];
  const base = verb.toLowerCase();
  const ing = irregular[base] ?? (regular.has(base) ? `${base.replace(/e$/, '')}ing` : undefined);
  if (ing === undefined) return undefined;
  const words = `${adverb}${ing}${rest}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
