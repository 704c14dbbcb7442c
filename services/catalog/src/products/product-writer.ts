import { isDeepStrictEqual } from 'node:util';
import { ServiceError } from '@foldline/service-kit/errors';
import { defaultPicture } from './default-picture.ts';
import type { NewProduct, ProductChanges } from './product-input.ts';
import type { ProductRepository } from './product-repository.ts';
import type { ProductWithCategory } from './product-row.ts';

/** Says whether a product is as a client has seen it. */
export type IsAsSeen = (product: ProductWithCategory) => boolean;

/** Creates, changes and deletes products. */
export interface ProductWriter {
  /**
   * Creates a product. Doing so again with the same content changes nothing.
   *
   * @throws {ServiceError} `conflict` if there is another product with this slug
   */
  create(input: NewProduct): Promise<{ product: ProductWithCategory; isNew: boolean }>;
  /** @throws {ServiceError} `not-found`, or `precondition-failed` if the product is not as seen */
  change(slug: string, isAsSeen: IsAsSeen, changes: ProductChanges): Promise<ProductWithCategory>;
  /** @throws {ServiceError} `not-found`, or `precondition-failed` if the product is not as seen */
  delete(slug: string, isAsSeen: IsAsSeen): Promise<void>;
}

export function createProductWriter(products: ProductRepository): ProductWriter {
  async function findAsSeen(slug: string, isAsSeen: IsAsSeen): Promise<ProductWithCategory> {
    const product = await products.find(slug);
    if (!product) throw new ServiceError('not-found', `There is no product "${slug}".`);
    if (!isAsSeen(product)) throw changedSince(slug);
    return product;
  }

  return {
    async create(input) {
      const content = { picture: defaultPicture, ...input };
      const created = await products.create(content);
      if (created) return { product: created, isNew: true };
      const present = await products.find(content.slug);
      if (present && hasContent(present, content)) return { product: present, isNew: false };
      const message = `There is another product "${content.slug}". Choose another slug, or change that product with PATCH.`;
      throw new ServiceError('conflict', message);
    },
    async change(slug, isAsSeen, changes) {
      const seen = await findAsSeen(slug, isAsSeen);
      const changed = await products.update(seen, changes);
      if (!changed) throw changedSince(slug);
      return changed;
    },
    async delete(slug, isAsSeen) {
      const seen = await findAsSeen(slug, isAsSeen);
      if (!(await products.delete(seen))) throw changedSince(slug);
    },
  };
}

function hasContent(product: ProductWithCategory, content: Record<string, unknown>): boolean {
  const stored = Object.entries(product).filter(([field]) => field in content);
  // As JSON: there 0 and -0 are the same number, as they are in the database.
  return isDeepStrictEqual(Object.fromEntries(stored), JSON.parse(JSON.stringify(content)));
}

function changedSince(slug: string): ServiceError {
  const message = `The product "${slug}" has changed since you read it. Read it again and send its new ETag.`;
  return new ServiceError('precondition-failed', message);
}
