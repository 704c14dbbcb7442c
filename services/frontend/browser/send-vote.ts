import type { Tally } from './vote-view.ts';

const timeoutMs = 10_000;

/** A vote that was not counted. Its message is for the visitor. */
export class VoteProblem extends Error {}

/**
 * Sends a vote form as the browser would, and asks for JSON.
 *
 * @param isVote whether the vote is given or taken back, whatever the form's field says
 * @throws {VoteProblem}
 */
export async function sendVote(form: HTMLFormElement, isVote: boolean): Promise<Tally> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.set(name, value);
  fields.set('action', isVote ? 'vote' : 'take-back');
  let answer: Record<string, unknown>;
  try {
    const response = await fetch(form.getAttribute('action') ?? '', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: fields,
      signal: AbortSignal.timeout(timeoutMs),
    });
    answer = (await response.json()) as Record<string, unknown>;
  } catch {
    throw new VoteProblem('Your vote did not reach the shop. Look at your connection, then vote again.');
  }
  const { votes, voted, detail } = answer;
  if (typeof votes === 'number' && typeof voted === 'boolean') return { votes, voted };
  throw new VoteProblem(
    typeof detail === 'string' ? detail : 'Your vote could not be counted just now. Try again in a moment.',
  );
}
