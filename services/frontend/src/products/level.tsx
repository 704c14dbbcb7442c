import type { VNode } from 'preact';
import { difficulties, difficultyName } from './difficulty.ts';

/** A level of difficulty, as a word and as so many of five folded corners. */
export function Level({ difficulty }: { difficulty: string }): VNode {
  const rank = difficulties.findIndex((known) => known === difficulty) + 1;
  return (
    <span class="level">
      {rank > 0 && (
        <svg class="level-mark" viewBox="0 0 54 10" width="54" height="10" aria-hidden="true">
          {difficulties.map((level, index) => (
            <path key={level} class={index < rank ? 'level-on' : 'level-off'} d={`M${index * 11} 0v10h10z`} />
          ))}
        </svg>
      )}
      {difficultyName(difficulty)}
    </span>
  );
}
