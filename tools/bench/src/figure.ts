/** One comparison, both sides of it measured in the same run. */
export interface Figure {
  /** What is compared with what. */
  name: string;
  /** Our side, with its unit. */
  ours: string;
  /** The other side, with its unit. */
  reference: string;
  /** Ours divided by the reference. */
  ratio: number;
  /** What the design asks of the ratio; a figure that only informs has none. */
  target?: { atLeast: number } | { atMost: number };
}

/** Whether a figure meets what the design asks of it. */
export function meetsTarget({ ratio, target }: Figure): boolean {
  if (!target) return true;
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
}
