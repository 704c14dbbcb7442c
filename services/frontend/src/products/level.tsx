import type { VNode } from 'preact';

const levels = ['beginner', 'easy', 'intermediate', 'advanced', 'expert'];

/** A level of difficulty, as a word and as so many of five folded corners. */
export function Level({ difficulty }: { difficulty: string }): VNode {
  const rank = levels.indexOf(difficulty) + 1;
  return (
    <span class="level">
      {rank > 0 && (
        <svg class="level-mark" viewBox="0 0 54 10" width="54" height="10" aria-hidden="true">
          {levels.map((level, index) => (
            <path key={level} class={index < rank ? 'level-on' : 'level-off'} d={`M${index * 11} 0v10h10z`} />
          ))}
        </svg>
      )}
      {capitalised(difficulty)}
    </span>
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
