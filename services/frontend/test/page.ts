/** What a visitor reads on a page: its text without markup, spaces drawn together. */
export function textOf(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** The part of a page that is the vote form of a product. */
export function voteFormOf(html: string, slug: string): { html: string; fields: Record<string, string> } {
  const form = html
    .split('<form')
    .map((part) => part.split('</form>')[0] ?? '')
    .find((part) => part.includes(`action="/products/${slug}/vote"`));
  if (form === undefined) throw new Error(`the page has no vote form for ${slug}`);
  const inputs = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return {
    html: form,
    fields: Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value])),
  };
}

/** The addresses of a page's links. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/<a[^>]* href="([^"]*)"/g)].map(([, href]) => href ?? '');
}
