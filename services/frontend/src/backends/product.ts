import { Type, type Static } from 'typebox';

/** What a card needs to know about a product. */
export const ProductSummary = Type.Object({
  id: Type.String(),
  slug: Type.String({ minLength: 1 }),
  name: Type.String(),
  summary: Type.String(),
  difficulty: Type.String(),
  foldingMinutes: Type.Number({ minimum: 0 }),
  /** In hundredths of the currency. */
  priceCents: Type.Integer({ minimum: 0 }),
  /** ISO 4217; a code that is not well-formed cannot be formatted. */
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  imageUrl: Type.String(),
});
export type ProductSummary = Static<typeof ProductSummary>;

/** What the page of a product needs to know. */
export const ProductDetails = Type.Intersect([
  ProductSummary,
  Type.Object({
    category: Type.Object({ name: Type.String() }),
    kind: Type.String(),
    description: Type.String(),
    history: Type.String(),
    paperSizeMm: Type.Number({ minimum: 0 }),
  }),
]);
export type ProductDetails = Static<typeof ProductDetails>;
