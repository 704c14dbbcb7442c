import { printable } from '../printable.ts';

/** Lines that tell a person which fixes of a hotfix branch the next release would lose; none for none. */
export function showMissing(missing: readonly { hash: string; header: string }[]): string[] {
  if (missing.length === 0) return [];
  return [
    'The default branch does not have, and its next release would lose:',
    ...missing.map(({ hash, header }) => `  ${hash.slice(0, 7)} ${printable(header)}`),
    'Bring it there: git cherry-pick -x <commit>',
  ];
}
