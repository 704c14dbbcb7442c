/** A product that a page links to first. */
export function firstProduct(html: string): string {
  const slug = /href="\/products\/([a-z0-9-]+)"/.exec(html)?.[1];
  if (slug === undefined) throw new Error('The page links to no product.');
  return slug;
}

/** The fields that a browser would send for a product's vote form. */
export function voteFields(html: string, slug: string): URLSearchParams {
  const form = html.split('<form').find((part) => part.includes(`action="/products/${slug}/vote"`));
  if (form === undefined) throw new Error(`The page has no vote form for ${slug}.`);
  const inputs = form.split('</form>')[0]?.matchAll(/<input[^>]*? name="(\w+)"[^>]*? value="([^"]*)"/g) ?? [];
  return new URLSearchParams([...inputs].map(([, name = '', value = '']): [string, string] => [name, value]));
}
