import { setTimeout as wait } from 'node:timers/promises';
import { PlainError } from '@foldline/delivery/plain-error';

export interface Patience {
  /** What is waited for, as the end of a sentence: "the applications are not healthy". */
  otherwise: string;
  seconds: number;
}

/**
 * Asks until there is an answer.
 *
 * @param ask answers `undefined` or `false` for "not yet"; what it throws counts as that, too
 * @throws PlainError that says what is not so, and why as far as it is known
 */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined | false>,
  { otherwise, seconds }: Patience,
): Promise<Answer> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    let reason = '';
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      reason = error instanceof Error ? `: ${error.message}` : '';
    }
    if (Date.now() > deadline) throw new PlainError(`After ${seconds} s ${otherwise}${reason}`);
    await wait(1000);
  }
}
