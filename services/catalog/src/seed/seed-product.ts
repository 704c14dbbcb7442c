import type { Picture } from '../pictures/picture.ts';
import type { Difficulty, ProductKind } from '../products/product-schemas.ts';

/** A product the shop opens with. */
export interface SeedProduct {
  /** A UUID v4, fixed for good: votes refer to it. */
  id: string;
  slug: string;
  name: string;
  /** The slug of one of the categories. */
  category: string;
  kind: ProductKind;
  difficulty: Difficulty;
  /** One sentence of at most 140 characters. */
  summary: string;
  description: string;
  history: string;
  /** The time a practised folder takes. */
  foldingMinutes: number;
  /** The edge of the square sheet. */
  paperSizeMm: number;
  priceCents: number;
  currency: 'EUR';
  picture: Picture;
}
