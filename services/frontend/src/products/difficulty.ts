/** The levels of difficulty, from the simplest to the hardest. */
export const difficulties = ['beginner', 'easy', 'intermediate', 'advanced', 'expert'] as const;

export type Difficulty = (typeof difficulties)[number];

/** Whether a value names a level of difficulty. */
export function isDifficulty(value: unknown): value is Difficulty {
  return difficulties.some((difficulty) => difficulty === value);
}

/** A level of difficulty as it is shown; one that the shop does not know is shown all the same. */
export function difficultyName(difficulty: string): string {
  return difficulty.charAt(0).toUpperCase() + difficulty.slice(1);
}
