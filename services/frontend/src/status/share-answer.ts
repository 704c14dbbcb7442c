/**
 * Lets many who ask at about the same time share one answer: while one is being made all wait for it, and for a moment
 * after that it is handed out again. A rejection is shared with those who wait, and then forgotten.
 *
 * @param freshMs for how long an answer is handed out after it was made, in milliseconds
 */
export function shareAnswer<Answer>(freshMs: number, make: () => Promise<Answer>): () => Promise<Answer> {
  let shared: Promise<Answer> | undefined;
  let freshUntil = Infinity;
  return () => {
    if (shared !== undefined && performance.now() < freshUntil) return shared;
    freshUntil = Infinity;
    const making = make();
    shared = making;
    making.then(
      () => {
        freshUntil = performance.now() + freshMs;
      },
      () => {
        shared = undefined;
      },
    );
    return making;
  };
}
