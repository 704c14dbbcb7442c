import { ServiceError } from '@foldline/service-kit/errors';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { CursorCodec } from './cursor.ts';
import type { ProductQuery } from './list-parameters.ts';
import { listProducts } from './product-list.ts';
import { toSummary } from './product-row.ts';
import type { ProductPage } from './product-schemas.ts';

/** Reads the pages of lists. */
export type ReadPage = (
  query: ProductQuery,
  page: { limit: number; cursor: string | undefined },
) => Promise<ProductPage>;

/**
 * A reader of pages. Its pages together hold every product that the list had from its first page to its last, each
 * once, whatever is created or deleted in between.
 *
 * @param cursors signs the cursors and reads them; it may need the database, so it is asked for at each page
 */
export function pageReader(prisma: PrismaClient, cursors: () => Promise<CursorCodec>): ReadPage {
  return async (query, { limit, cursor }) => {
    const codec = await cursors();
    const list = JSON.stringify([query.words, query.category, query.difficulty, query.order]);
    const start = cursor === undefined ? undefined : codec.decode(list, cursor);
    if (cursor !== undefined && !start) throw foreignCursor();
    // One more than asked for tells whether there is another page.
    const found = await listProducts(prisma, { query, start, take: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ row }) => toSummary(row)),
      nextCursor: last && found.length > limit ? codec.encode(list, last.position) : null,
    };
  };
}

function foreignCursor(): ServiceError {
  const message =
    'The cursor does not continue this list. Start again without it, with the same other parameters.';
  return new ServiceError('invalid-request', message, {
    fields: [{ parameter: 'cursor', detail: 'was not made for this list' }],
  });
}
