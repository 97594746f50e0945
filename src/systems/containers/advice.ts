/** What is known of a container that would not be healed. */
export interface Clues {
  readonly name: string;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  readonly state: string;
  readonly startError: string | null;
  readonly log: readonly string[];
}

type Sign = readonly [RegExp, (match: RegExpExecArray, name: string) => string];

/** Words of logs that name their cause, most telling first. */
const signs: readonly Sign[] = [
  [
    /no space left on device|disk full|could not extend file/i,
    () => 'The disk is full: free space on it (docker system df shows what Docker holds), then start it again.',
  ],
  [
    /address already in use|port is already allocated|EADDRINUSE/i,
    () => 'Another process holds its port: find it (ss -ltnp, docker ps) and end it, or change the port.',
  ],
  [
    /password authentication failed(?: for user "([^"]+)")?/i,
    ([, user]) =>
      `PostgreSQL refused the password${user ? ` of user ${user}` : ''}: correct it in the environment of the container.`,
  ],
  [
    /(?:No module named|Cannot find module) ['"]?([^\s'"]+)/i,
    ([, module]) => `The image lacks the module ${module}: build it again with its dependencies.`,
  ],
  [
    /(?:KeyError: ['"]([A-Z][A-Z0-9_]*)['"]|(?:environment )?variable ['"]?([A-Z][A-Z0-9_]+)['"]? (?:is )?(?:not set|required|missing|undefined))/i,
    ([, key, variable]) =>
      `The environment variable ${key ?? variable} is missing: set it for the container and create it anew.`,
  ],
  [
    /(?:connection refused|ECONNREFUSED)[^\w]*(?:to |at |connect )?([\w.-]+:\d+)?/i,
    ([, to]) => `It cannot reach ${to ?? 'something that it needs'}: heal that first, then this one.`,
  ],
  [
    /executable file not found|command not found|exec format error/i,
    (_, name) => `Its command does not exist in the image: correct command or entrypoint of ${name}.`,
  ],
  [
    /permission denied|EACCES|operation not permitted/i,
    () =>
      'It lacks permission: look at the owner and the mode of its files and volumes, and at the user that it runs as.',
  ],
];

const codes: Readonly<Record<number, (name: string) => string>> = {
  126: name => `Exit code 126: its command is there but may not be run. Look at the mode of the entrypoint of ${name}.`,
  127: name => `Exit code 127: its command was not found. Correct command or entrypoint of ${name}.`,
  137: name =>
    `Exit code 137: it was killed, most often for want of memory. Look at docker stats ${name}; raise its memory limit, or find what eats it.`,
};

/** What a person should do, from the clues; pure. */
export function advise({ name, exitCode, oomKilled, state, startError, log }: Clues): string {
  if (oomKilled)
    return `It was killed for want of memory: raise the memory limit of ${name}, or find what eats it. A restart does not cure this.`;
  for (const line of [startError ?? '', ...log.toReversed()])
    for (const [pattern, advice] of signs) {
      const match = pattern.exec(line);
      if (match) return advice(match, name);
    }
  const byCode = state === 'running' || state === 'paused' ? undefined : codes[exitCode];
  return byCode?.(name) ?? `Read its log: docker logs --tail 100 ${name}`;
}
