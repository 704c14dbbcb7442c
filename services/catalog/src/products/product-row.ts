import type { Product as StoredProduct } from '../generated/prisma/client.ts';
import { imageUrl } from '../images/image-url.ts';
import type { Product, ProductSummary } from './product-schemas.ts';

/** A product as it is stored, with its category's name. */
export type ProductWithCategory = Omit<StoredProduct, 'nameKey'> & { category: { name: string } };

/** The columns that lists show. */
export type SummaryRow = Pick<
  StoredProduct,
  | 'id'
  | 'slug'
  | 'name'
  | 'categorySlug'
  | 'kind'
  | 'difficulty'
  | 'summary'
  | 'foldingMinutes'
  | 'paperSizeMm'
  | 'priceCents'
  | 'currency'
  | 'pictureHash'
> & { category: { name: string } };

/** A product as lists show it. */
export function toSummary(row: SummaryRow): ProductSummary {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    category: { slug: row.categorySlug, name: row.category.name },
    kind: row.kind,
    difficulty: row.difficulty,
    summary: row.summary,
    foldingMinutes: row.foldingMinutes,
    paperSizeMm: row.paperSizeMm,
    priceCents: row.priceCents,
    currency: row.currency,
    imageUrl: imageUrl(row),
  };
}

/** A product with all there is to say about it. */
export function toProduct(row: ProductWithCategory): Product {
  return {
    ...toSummary(row),
    description: row.description,
    history: row.history,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
