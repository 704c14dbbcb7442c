import type { VNode } from 'preact';

/**
 * The creases of a bird base, unfolded, in the notation of Yoshizawa and Randlett: dashes for valleys, dashes and
 * two dots for mountains. 41.42 is 100 (√2 − 1), where the bisectors of the corners meet the middle lines.
 */
export function CreasePattern(): VNode {
  return (
    <svg class="crease-pattern" viewBox="0 0 200 200" preserveAspectRatio="none" aria-hidden="true">
      <path class="mountain" d="M0 0L200 200M200 0L0 200" />
      <path class="valley" d="M100 0V200M0 100H200" />
      <path
        class="valley"
        d="M0 0L100 41.42L200 0L158.58 100L200 200L100 158.58L0 200L41.42 100Z M100 41.42L158.58 100L100 158.58L41.42 100Z"
      />
    </svg>
  );
}
