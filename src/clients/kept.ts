/** Asks once in so many milliseconds: whoever wants to know meanwhile is told the same. A failure is not kept. */
export function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: Promise<T>; readonly at: number } | undefined;
  return () => {
    if (kept === undefined || performance.now() - kept.at > ms) {
      const fresh = { answer: ask(), at: performance.now() };
      kept = fresh;
      fresh.answer.catch(() => {
        if (kept === fresh) kept = undefined;
      });
    }
    return kept.answer;
  };
}
