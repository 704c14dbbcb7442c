import type { VNode } from 'preact';

/** A square sheet folded along its diagonal. */
export function LogoMark(): VNode {
  return (
    <svg class="logo-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path class="logo-front" d="M3 3v26h26z" />
      <path class="logo-back" d="M3 3l17 5 9 21z" />
    </svg>
  );
}
