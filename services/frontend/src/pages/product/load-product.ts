import { ServiceError } from '@foldline/service-kit/errors';
import type { Logger } from '@foldline/service-kit/logger';
import type { Backends } from '../../backends/backends.ts';
import type { ProductDetails, ProductSummary } from '../../backends/product.ts';
import { section, type Section } from '../../backends/section.ts';
import type { Tally } from '../../backends/voting.ts';
import { isSlug } from '../../products/slug.ts';

/** What the page of a product shows. Without the product there is no page. */
export interface ProductData {
  product: ProductDetails;
  tally: Section<Tally | undefined>;
  similar: Section<ProductSummary[]>;
}

const similarProducts = 4;
const catalogRetrySeconds = 5;

/**
 * Gathers the page of a product: the product first, then votes and similar products side by side.
 *
 * @throws {ServiceError} `not-found` if the catalog does not know the slug, `unavailable` if it cannot be asked: only
 *   the catalog knows products by their slug
 */
export async function loadProduct(
  { catalog, voting, recommendation }: Backends,
  { slug, voterId }: { slug: string; voterId: string | undefined },
  logger: Logger,
): Promise<ProductData> {
  if (!isSlug(slug)) throw notFound();
  const asked = await section(catalog, (backend) => backend.product(slug), logger);
  if (asked.state !== 'there') {
    const message =
      asked.state === 'away'
        ? 'This model cannot be shown right now. Try again in a moment.'
        : 'This shop has no catalog yet, and so no models to show.';
    throw new ServiceError('unavailable', message, { retryAfterSeconds: catalogRetrySeconds });
  }
  const product = asked.data;
  if (!product) throw notFound();
  const [tally, similar] = await Promise.all([
    section(
      voting,
      async (backend) => (await backend.tallies([product.id], voterId)).get(product.id),
      logger,
    ),
    section(recommendation, (backend) => backend.similar(product.id, similarProducts), logger),
  ]);
  return { product, tally, similar };
}

function notFound(): ServiceError {
  return new ServiceError('not-found', 'There is no such model in the shop. It may have been taken out.');
}
