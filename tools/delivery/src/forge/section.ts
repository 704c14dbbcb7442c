const begin = '<!-- delivery: what this request changes; written anew with every change of it -->';
const end = '<!-- delivery: end -->';

/** From a beginning to the nearest end, without another beginning in between: someone may have deleted one of the two. */
const section = new RegExp(`${begin}(?:(?!${begin})[^])*?${end}`);

/** The part of a request's body that is ours, between two comments that a page does not show. */
export function asSection(markdown: string): string {
  // What a commit says must not be able to end it.
  return `${begin}\n\n${markdown.replace(/<!--(?=\s*delivery:)/gi, '<! --')}\n\n${end}`;
}

/** Puts our part in the place of the one that is there, or at the end. What people have written stays as it is. */
export function placeSection(body: string, ours: string): string {
  if (section.test(body)) return body.replace(section, () => ours);
  return body.trim() === '' ? ours : `${body.trimEnd()}\n\n${ours}`;
}

/** What people have written around our part. */
export function outsideSection(body: string): string {
  return body.replace(section, '');
}
