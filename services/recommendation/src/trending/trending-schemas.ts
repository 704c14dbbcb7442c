import { Type } from 'typebox';
import { Product } from '../catalog/product.ts';

export const DEFAULT_TRENDING_LIMIT = 6;

/** How many trending products there are at most. */
export const TrendingLimit = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 24,
    default: DEFAULT_TRENDING_LIMIT,
    description: 'How many trending products at most',
  }),
);

/** Trending products, the highest score first. */
export const TrendingItems = Type.Array(
  Type.Object({
    product: Product,
    score: Type.Number({ exclusiveMinimum: 0, description: 'the sum of its votes, each by its age' }),
  }),
);
