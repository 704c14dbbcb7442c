import type { VNode } from 'preact';
import type { ServiceState } from '../../status/environment-status.ts';

const words: Record<ServiceState, string> = {
  ready: 'Ready',
  degraded: 'Degraded',
  'not-ready': 'Not ready',
  away: 'Away',
  absent: 'Absent',
};

// A sheet that is whole, half, creased, only an outline, and no more than its place.
const shapes: Record<ServiceState, VNode> = {
  ready: <path class="state-fill" d="M1 1h14v14H1z" />,
  degraded: (
    <>
      <path class="state-fill" d="M1 1v14h14z" />
      <path class="state-line" d="M1.75 1.75h12.5v12.5H1.75z" />
    </>
  ),
  'not-ready': (
    <path class="state-line" d="M1.75 1.75h12.5v12.5H1.75zM1.75 1.75l12.5 12.5M14.25 1.75L1.75 14.25" />
  ),
  away: <path class="state-line state-dashed" d="M1.75 1.75h12.5v12.5H1.75z" />,
  absent: <path class="state-line" d="M3 8h10" />,
};

/** A service's state, as a word and as a shape that is told apart without its colour. */
export function StateMark({ state }: { state: ServiceState }): VNode {
  return (
    <span class={`state state-${state}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {shapes[state]}
      </svg>
      {words[state]}
    </span>
  );
}
