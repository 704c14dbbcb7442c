import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { Category } from '../categories/category.ts';

const difficulties = ['beginner', 'easy', 'intermediate', 'advanced', 'expert'] as const;

export const Difficulty = Type.Enum([...difficulties], { description: 'From the simplest to the hardest' });
export type Difficulty = Static<typeof Difficulty>;

/** From the simplest to the hardest. */
export const allDifficulties: readonly Difficulty[] = difficulties;

export const ProductKind = Type.Enum(['model', 'kit'], {
  description: 'A folded model, or a kit of paper and instructions to fold one',
});
export type ProductKind = Static<typeof ProductKind>;

/** Names something in addresses, for good: lower-case letters and digits, in parts joined by single dashes. */
export const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 });

/** Whether a text can be a slug at all. */
export function isSlug(text: string): boolean {
  return Value.Check(Slug, text);
}

const summaryFields = {
  id: Type.String({ format: 'uuid' }),
  slug: Slug,
  name: Type.String(),
  category: Type.Object({ slug: Type.String(), name: Type.String() }),
  kind: ProductKind,
  difficulty: Difficulty,
  summary: Type.String({ description: 'One sentence' }),
  foldingMinutes: Type.Integer({ description: 'The time that a practised folder takes' }),
  paperSizeMm: Type.Integer({ description: 'The edge of the square sheet, in millimetres' }),
  priceCents: Type.Integer({ description: 'The price in hundredths of the currency' }),
  currency: Type.String({ description: 'ISO 4217' }),
  imageUrl: Type.String({
    description:
      "The picture's address on this service; it changes with the picture, so that it may be kept for good",
  }),
};

/** A product as lists show it. */
export const ProductSummary = Type.Object(summaryFields, { description: 'A product as lists show it' });
export type ProductSummary = Static<typeof ProductSummary>;

/** All there is to say about a product. */
export const Product = Type.Object(
  {
    ...summaryFields,
    description: Type.String(),
    history: Type.String({ description: 'Where the model comes from' }),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time', description: 'When it last changed' }),
  },
  { description: 'All there is to say about a product' },
);
export type Product = Static<typeof Product>;

/** One page of a list of products. */
export const ProductPage = Type.Object({
  items: Type.Array(ProductSummary),
  nextCursor: Type.Union([Type.String(), Type.Null()], {
    description: 'Continues this list as the parameter cursor; null on the last page',
  }),
  categories: Type.Optional(
    Type.Array(Category, {
      description: 'All categories, in display order; only with include=categories',
    }),
  ),
});
export type ProductPage = Static<typeof ProductPage>;
