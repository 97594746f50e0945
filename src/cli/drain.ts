/** Input that comes within this time of the last still belongs to what was typed or pasted before the question. */
const QUIET_MS = 80;
/** A key held down does not keep the question away for ever. */
const MOST_MS = 2000;

/**
 * Throw away what was typed before the question was asked, so that it cannot answer it. The terminal is left in raw
 * mode: a half-typed line would otherwise stay in the terminal's own buffer and turn up at the prompt. A Ctrl-C among
 * it is not thrown away.
 */
export async function drain(stdin: NodeJS.ReadStream, signal: AbortSignal): Promise<'empty' | 'interrupted'> {
  if (stdin.isTTY) stdin.setRawMode(true);
  return new Promise(resolve => {
    let wasInterrupted = false;
    const onData = (chunk: Buffer | string): void => {
      wasInterrupted ||= chunk.toString().includes('\u0003');
      quiet.refresh();
    };
    const finish = (): void => {
      clearTimeout(quiet);
      clearTimeout(most);
      stdin.off('data', onData);
      stdin.pause();
      signal.removeEventListener('abort', finish);
      resolve(wasInterrupted ? 'interrupted' : 'empty');
    };
    const quiet = setTimeout(finish, QUIET_MS);
    const most = setTimeout(finish, MOST_MS);
    signal.addEventListener('abort', finish, { once: true });
    stdin.on('data', onData);
    stdin.resume();
    if (signal.aborted) finish();
  });
}
