/** The version of a picture, which the catalog puts into its address. */
export const versionPattern = /^[\w-]{1,64}$/;

/**
 * The address of a product's picture, through the shop. Of the address that a backend gives only the version is
 * used, so that no backend can make a page load anything else.
 */
export function pictureUrl({ slug, imageUrl }: { slug: string; imageUrl: string }): string {
  const version = /\?v=([^&#]*)$/.exec(imageUrl)?.[1] ?? '';
  const query = versionPattern.test(version) ? `?v=${version}` : '';
  return `/images/${encodeURIComponent(slug)}.svg${query}`;
}
