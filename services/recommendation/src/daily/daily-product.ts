import { ServiceError } from '@foldline/service-kit/errors';
import { Type } from 'typebox';
import type { CatalogSnapshot } from '../catalog/catalog-snapshot.ts';
import type { Product } from '../catalog/product.ts';
import { pickOfTheDay } from './daily-pick.ts';
import { secondsOfUtcDayLeft, utcDate } from './utc-day.ts';

export const CalendarDate = Type.String({ format: 'date', description: 'YYYY-MM-DD' });

/** What an empty catalog means here. */
export const noProducts = 'The catalog has no products.';

export interface DailyProduct {
  date: string;
  product: Product;
  /** For how long this is the answer to what was asked, in seconds; `undefined` for good. */
  maxAgeSeconds: number | undefined;
}

/**
 * The product of a date.
 *
 * @param askedDate `YYYY-MM-DD`, or `undefined` for today in UTC
 * @param time the time of day
 * @throws {ServiceError} `not-found` while there are no products
 */
export function dailyProduct(
  products: CatalogSnapshot,
  askedDate: string | undefined,
  time: Date,
): DailyProduct {
  const date = askedDate ?? utcDate(time);
  const product = pickOfTheDay(date, products.values());
  if (!product) {
    throw new ServiceError('not-found', 'The catalog has no products yet. Add one, then ask again.');
  }
  // An answer to "today" is wrong from midnight on.
  const maxAgeSeconds = askedDate === undefined ? secondsOfUtcDayLeft(time) : undefined;
  return { date, product, maxAgeSeconds };
}
