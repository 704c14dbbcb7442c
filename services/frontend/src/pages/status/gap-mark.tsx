import type { VNode } from 'preact';
import type { VersionGap } from '../../environments/version-gap.ts';

const shapes: Record<VersionGap['kind'], string> = {
  same: 'M1 3.5h8M1 6.5h8',
  behind: 'M9 1v8H1z',
  ahead: 'M1 9V1h8z',
  other: 'M5 .7L9.3 5 5 9.3.7 5z',
};

/** How a build stands to the one in the environment before, as words and as a shape. */
export function GapMark({ gap }: { gap: VersionGap }): VNode {
  return (
    <span class={`gap gap-${gap.kind}`}>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <path d={shapes[gap.kind]} />
      </svg>
      {gap.kind === 'same' ? 'same' : gap.words}
    </span>
  );
}
