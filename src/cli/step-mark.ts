/** `+` brings something up, `~` changes it, `-` ends or removes it; `·` only tells more. */
export type StepMark = '+' | '~' | '-' | '·';

const verbs: Readonly<Record<Exclude<StepMark, '·'>, readonly string[]>> = {
  '+': ['start', 'unpause', 'export', 'create', 'send'],
  '~': [
    'restart',
    'put',
    'move',
    'reset',
    'run',
    'requeue',
    'mark',
    'set',
    'force',
    'expire',
    'give',
    'clear',
    'touch',
  ],
  '-': ['terminate', 'cancel', 'stop', 'kill', 'delete', 'remove', 'unlink', 'flush', 'purge', 'drop', 'end', 'empty'],
};

/** What a step of a plan does, by the verb that it begins with. */
export function stepMark(step: string): StepMark {
  const verb = /^(?:docker |systemctl )?([a-z]+)/i.exec(step)?.[1]?.toLowerCase() ?? '';
  return (Object.keys(verbs) as (keyof typeof verbs)[]).find(mark => verbs[mark].includes(verb)) ?? '·';
}
