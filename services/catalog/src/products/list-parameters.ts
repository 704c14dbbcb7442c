import { Type, type Static } from 'typebox';
import { ServiceError } from '@foldline/service-kit/errors';
import { MAX_SEARCH_WORDS, searchWords } from '../search/search-words.ts';
import { Difficulty, Slug } from './product-schemas.ts';

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MAX_IDS = 100;

/** How many products a page has unless asked otherwise. */
export const DEFAULT_LIMIT = 24;

/** In which order products are listed. */
export const ProductOrder = Type.Enum(['relevance', 'newest', 'price', '-price', 'name', 'difficulty'], {
  description:
    'relevance (the default with q): products whose name has all words before those that have them elsewhere, each the ' +
    'newest first; without q the same as newest. newest: the default without q. price: the cheapest first, whatever ' +
    'the currency; -price: the dearest first. name: by name, without regard to accents and capitals. difficulty: the ' +
    'simplest first, by name within. Equals are ordered by id.',
});
export type ProductOrder = Static<typeof ProductOrder>;

/** The parameters of `GET /api/products`. */
export const ListParameters = Type.Object(
  {
    q: Type.Optional(
      Type.String({
        maxLength: 100,
        description:
          'Words that a product must have, all of them, in its name, category, summary or description: as the beginning ' +
          `of a word or in another form of the same English word; accents do not matter. At most ${MAX_SEARCH_WORDS} words.`,
      }),
    ),
    category: Type.Optional(Slug),
    difficulty: Type.Optional(Difficulty),
    sort: Type.Optional(ProductOrder),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description: `How many products a page has; ${DEFAULT_LIMIT} unless given`,
      }),
    ),
    cursor: Type.Optional(
      Type.String({ maxLength: 1024, description: 'nextCursor of the page before; the limit may differ' }),
    ),
    ids: Type.Optional(
      Type.String({
        pattern: `^${uuid}(,${uuid}){0,${MAX_IDS - 1}}$`,
        description: `Up to ${MAX_IDS} ids, with commas between: these products, in this order; unknown ids are left out`,
      }),
    ),
    include: Type.Optional(
      Type.Enum(['categories'], {
        description:
          'categories: the answer has all categories too, with the numbers of products that they have in the whole ' +
          'catalog, whatever the list is narrowed to. Pages with and without it may follow each other. Not with ids.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ListParameters = Static<typeof ListParameters>;

/** Which products, in which order. */
export interface ProductQuery {
  /** `undefined` for no search at all; without any word in it, a search finds nothing. */
  words: string[] | undefined;
  category: string | undefined;
  difficulty: Difficulty | undefined;
  order: ProductOrder;
}

/** @throws {ServiceError} `invalid-request` if there are too many words */
export function productQuery({ q = '', category, difficulty, sort }: ListParameters): ProductQuery {
  const words = q.trim() === '' ? undefined : searchWords(q);
  if (words && words.length > MAX_SEARCH_WORDS) {
    throw new ServiceError('invalid-request', `Search for ${MAX_SEARCH_WORDS} words at most.`, {
      fields: [{ parameter: 'q', detail: `has ${words.length} words, more than ${MAX_SEARCH_WORDS}` }],
    });
  }
  const asked = sort ?? 'relevance';
  return { words, category, difficulty, order: asked === 'relevance' && !words ? 'newest' : asked };
}

/**
 * The ids of a batch.
 *
 * @throws {ServiceError} `invalid-request` naming the parameters that cannot go with `ids`
 */
export function batchIds(ids: string, others: Partial<Record<string, unknown>>): string[] {
  const fields = Object.keys(others).map((parameter) => ({
    parameter,
    detail: 'cannot be combined with ids',
  }));
  if (fields.length > 0) {
    throw new ServiceError('invalid-request', 'Ask for ids alone, without other parameters.', { fields });
  }
  return ids.split(',');
}
