import { Type, type Static } from 'typebox';

/** The levels of difficulty, from the easiest to the hardest. */
export const DIFFICULTIES = ['beginner', 'easy', 'intermediate', 'advanced', 'expert'] as const;

/** A product as the catalog lists it: what a page needs to show it as a card. */
export const Product = Type.Object({
  id: Type.String({ format: 'uuid' }),
  slug: Type.String(),
  name: Type.String(),
  category: Type.Object({ slug: Type.String(), name: Type.String() }),
  kind: Type.Enum(['model', 'kit']),
  difficulty: Type.Enum(DIFFICULTIES),
  summary: Type.String(),
  foldingMinutes: Type.Integer({ minimum: 0 }),
  paperSizeMm: Type.Integer({ minimum: 0 }),
  priceCents: Type.Integer({ minimum: 0 }),
  currency: Type.String({ description: 'ISO 4217' }),
  imageUrl: Type.String({ description: "relative to the shop's address" }),
});
export type Product = Static<typeof Product>;
