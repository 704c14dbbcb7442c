/** What a round has measured of both sides. */
export interface Round {
  ours: number;
  reference: number;
}

export interface RoundsOptions {
  ours: () => Promise<number>;
  reference: () => Promise<number>;
  /** Tells which round is measured. */
  say: (progress: string) => void;
}

/** How often both sides are measured. */
export const rounds = 5;

/**
 * Measures both sides in turns, five times, so that a machine that gets slower does so for both.
 *
 * @returns the round with the median ratio: its two figures belong together, as medians of each side would not
 */
export async function medianRound({ ours, reference, say }: RoundsOptions): Promise<Round> {
  const measured: Round[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    say(`round ${number} of ${rounds}`);
    measured.push({ ours: await ours(), reference: await reference() });
  }
  measured.sort((a, b) => a.ours / a.reference - b.ours / b.reference);
  const middle = measured[(rounds - 1) / 2];
  if (middle === undefined) throw new Error('The number of rounds must be odd.');
  return middle;
}
