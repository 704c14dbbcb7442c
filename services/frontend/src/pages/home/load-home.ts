import { ServiceError } from '@foldline/service-kit/errors';
import type { Logger } from '@foldline/service-kit/logger';
import type { Backends } from '../../backends/backends.ts';
import type { ProductPage } from '../../backends/catalog.ts';
import type { Highlights } from '../../backends/recommendation.ts';
import { section, type Section } from '../../backends/section.ts';
import type { Tally } from '../../backends/voting.ts';

/** What the home page shows, part by part. */
export interface HomeData {
  /** Only on the first page of the list. */
  highlights: Section<Highlights> | undefined;
  products: Section<ProductPage>;
  /** The tallies of the listed products, by product id. */
  tallies: Section<Map<string, Tally>>;
}

export interface HomeRequest {
  cursor: string | undefined;
  voterId: string | undefined;
}

// Whole rows in two, three and four columns.
const productsPerPage = 12;
const trendingProducts = 6;

/**
 * Gathers the home page, with at most one call to each backend: catalog and recommendation side by side, voting as
 * soon as the listed products are known.
 *
 * @throws {ServiceError} `not-found` for a cursor that the catalog does not know
 */
export async function loadHome(
  { catalog, voting, recommendation }: Backends,
  { cursor, voterId }: HomeRequest,
  logger: Logger,
): Promise<HomeData> {
  const isFirstPage = cursor === undefined;
  const highlights = isFirstPage
    ? section(recommendation, (backend) => backend.highlights({ trending: trendingProducts }), logger)
    : undefined;
  const products = section(
    catalog,
    async (backend) => {
      const page = await backend.products({
        limit: productsPerPage,
        cursor,
        withCategories: isFirstPage,
      });
      if (page) return page;
      throw new ServiceError(
        'not-found',
        'This page of the list is no longer there. Start again at its beginning.',
      );
    },
    logger,
  );
  const tallies = products.then((listed) => {
    const ids = listed.state === 'there' ? listed.data.items.map(({ id }) => id) : [];
    return section(voting, (backend) => backend.tallies(ids, voterId), logger);
  });
  const [highlightsPart, productsPart, talliesPart] = await Promise.all([highlights, products, tallies]);
  return { highlights: highlightsPart, products: productsPart, tallies: talliesPart };
}
