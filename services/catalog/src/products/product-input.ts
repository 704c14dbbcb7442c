import type { FieldError } from '@foldline/service-kit/errors';
import { Type, type Static } from 'typebox';
import { PictureSchema } from '../pictures/picture.ts';
import { Difficulty, ProductKind, Slug } from './product-schemas.ts';

// Without control characters and halves of surrogate pairs: PostgreSQL cannot store some of them, and nobody can read
// the others. Texts may have line breaks.
const line = (maxLength: number): ReturnType<typeof Type.String> =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\p{Cc}\\p{Cs}]*$' });
const text = (maxLength: number): ReturnType<typeof Type.String> =>
  Type.String({ minLength: 1, maxLength, pattern: '^(\\n|[^\\p{Cc}\\p{Cs}])*$' });

const changeable = {
  name: line(80),
  categorySlug: Slug,
  kind: ProductKind,
  difficulty: Difficulty,
  summary: line(200),
  description: text(4000),
  history: text(4000),
  foldingMinutes: Type.Integer({ minimum: 1, maximum: 100_000 }),
  paperSizeMm: Type.Integer({ minimum: 10, maximum: 10_000 }),
  priceCents: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
  picture: PictureSchema,
};
const closed = { additionalProperties: false };

/** A new product. Without a picture it gets a plain folded sheet. */
export const NewProduct = Type.Object(
  { slug: Slug, ...changeable, picture: Type.Optional(PictureSchema) },
  { ...closed, description: 'A new product; without a picture it gets a plain folded sheet' },
);
export type NewProduct = Static<typeof NewProduct>;

/** The fields of a product that change, and their new values. */
export const ProductChanges = Type.Partial(Type.Object(changeable), {
  ...closed,
  minProperties: 1,
  description: 'The fields that change, and their new values',
});
export type ProductChanges = Static<typeof ProductChanges>;

/** The texts of a body without white space around them, in Unicode's composed form; anything else as it is. */
export function tidyTexts(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([field, value]: [string, unknown]) => [
      field,
      typeof value === 'string' ? value.trim().normalize('NFC').replaceAll('\r\n', '\n') : value,
    ]),
  );
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * What is wrong with a body beyond what its schema says.
 *
 * @param body any JSON value: its schema may be violated as well
 */
export function unknownReferences(body: unknown, categorySlugs: readonly string[]): FieldError[] {
  const { currency, categorySlug } = (body ?? {}) as { currency?: unknown; categorySlug?: unknown };
  const errors: FieldError[] = [];
  if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && !currencies.has(currency)) {
    errors.push({ pointer: '/currency', detail: 'must be a current currency code of ISO 4217, such as EUR' });
  }
  if (typeof categorySlug === 'string' && !categorySlugs.includes(categorySlug)) {
    const detail = `must be one of ${categorySlugs.join(', ')}`;
    errors.push({ pointer: '/categorySlug', detail });
  }
  return errors;
}
