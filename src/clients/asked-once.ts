import type { Bounds, DockerReads } from './docker-connection.ts';

/**
 * Who asks the same in one turn of the event loop is told by one answer. Nobody gets an answer that is older than his
 * question: whatever he knows when he asks had happened before the turn, and only in the turn, or after it, the one question
 * is sent. `ready` settles once questions can be sent; those that wait for it are one too.
 */
export function askedOnce(get: DockerReads['get'], ready: () => Promise<unknown>): DockerReads['get'] {
  const open = new Map<string, Promise<unknown>>();
  return async <T>(path: string, query = {}, bounds: Bounds = {}): Promise<T> => {
    // With a signal of its own it ends by itself.
    if (bounds.signal || bounds.isRescue) return get<T>(path, query, bounds);
    const question = JSON.stringify([path, query, bounds.timeoutMs]);
    const there = open.get(question) as Promise<T> | undefined;
    if (there) return there;
    const answer = get<T>(path, query, bounds);
    open.set(question, answer);
    const close = (): unknown => setImmediate(() => open.delete(question));
    ready().then(close, close);
    return answer;
  };
}
