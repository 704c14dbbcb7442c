import { Type, type Static } from 'typebox';
import type { PrismaClient } from '../generated/prisma/client.ts';

export const Category = Type.Object(
  {
    slug: Type.String(),
    name: Type.String(),
    products: Type.Integer({ minimum: 0, description: 'How many products it has' }),
  },
  { description: 'A category of products' },
);
export type Category = Static<typeof Category>;

/** All categories, in the order in which a shop shows them. */
export async function readCategories(prisma: PrismaClient): Promise<Category[]> {
  const rows = await prisma.category.findMany({ orderBy: [{ position: 'asc' }, { slug: 'asc' }] });
  return rows.map(({ slug, name, productCount }) => ({ slug, name, products: productCount }));
}
