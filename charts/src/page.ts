/** What a page says is missing of it: the sentences that stand in for its parts. */
export function missingParts(page: string): string[] {
  return [...page.matchAll(/class="missing-part"><p>([^<]*)/g)].map(([, sentence = '']) => sentence);
}
