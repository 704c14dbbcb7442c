import type { Prisma, PrismaClient, Product as StoredProduct } from '../generated/prisma/client.ts';
import { isSlug } from './product-schemas.ts';
import type { ProductWithCategory, SummaryRow } from './product-row.ts';

/** What a product is made of, as it is written. */
export type ProductContent = Omit<Prisma.ProductUncheckedCreateInput, GeneratedColumn>;
type GeneratedColumn = 'id' | 'createdAt' | 'updatedAt' | 'nameKey' | 'pictureHash';

/** Reads and writes single products. */
export interface ProductRepository {
  find(slug: string): Promise<ProductWithCategory | undefined>;
  findMany(ids: string[]): Promise<SummaryRow[]>;
  /** Creates a product, unless its slug is taken. */
  create(content: ProductContent): Promise<ProductWithCategory | undefined>;
  /** Changes a product, unless it has changed since it was `seen` or is gone. */
  update(seen: Version, changes: Partial<ProductContent>): Promise<ProductWithCategory | undefined>;
  /** Deletes a product, unless it has changed since it was `seen` or is gone; answers whether it did. */
  delete(seen: Version): Promise<boolean>;
}

/** A product as it was at some time. */
export type Version = Pick<ProductWithCategory, 'id' | 'updatedAt'>;

const withCategory = { category: { select: { name: true } } } as const;

export function createProductRepository(prisma: PrismaClient): ProductRepository {
  // Prisma would ask for it in one transaction with the write, and hold the category's lock meanwhile.
  async function withCategoryName(row: StoredProduct | undefined): Promise<ProductWithCategory | undefined> {
    if (!row) return undefined;
    const where = { slug: row.categorySlug };
    const category = await prisma.category.findUniqueOrThrow({ where, select: { name: true } });
    return { ...row, category };
  }

  return {
    async find(slug) {
      // What is no slug at all, such as a text that PostgreSQL refuses, is not worth a question.
      if (!isSlug(slug)) return undefined;
      return (await prisma.product.findUnique({ where: { slug }, include: withCategory })) ?? undefined;
    },
    async findMany(ids) {
      return prisma.product.findMany({ where: { id: { in: ids } }, include: withCategory });
    },
    async create(content) {
      const created = await prisma.product.createManyAndReturn({
        data: [content],
        skipDuplicates: true,
      });
      return withCategoryName(created[0]);
    },
    async update({ id, updatedAt }, changes) {
      const updated = await prisma.product.updateManyAndReturn({
        where: { id, updatedAt },
        data: changes,
      });
      return withCategoryName(updated[0]);
    },
    async delete({ id, updatedAt }) {
      const { count } = await prisma.product.deleteMany({ where: { id, updatedAt } });
      return count === 1;
    },
  };
}
