import type { PrismaClient } from './generated/prisma/client.ts';
import { categories } from './seed/categories.ts';
import { products } from './seed/products.ts';

/**
 * Inserts the products and categories that the shop opens with, all or none, unless there are products already.
 * Processes that do so at once wait for each other, and one of them inserts.
 *
 * @returns how many products were inserted
 */
export async function insertSeed(prisma: PrismaClient): Promise<number> {
  return prisma.$transaction(
    async (transaction) => {
      // Held until the end of the transaction; readers are not in its way.
      await transaction.$executeRaw`LOCK TABLE products IN SHARE ROW EXCLUSIVE MODE`;
      if (await transaction.product.findFirst({ select: { id: true } })) return 0;
      await transaction.category.createMany({
        data: categories.map((category, position) => ({ ...category, position })),
        skipDuplicates: true,
      });
      const { count } = await transaction.product.createMany({
        data: products.map(({ category, ...product }) => ({ ...product, categorySlug: category })),
      });
      return count;
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}
