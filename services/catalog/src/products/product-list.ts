import { Prisma } from '../generated/prisma/client.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Position } from './cursor.ts';
import type { ProductQuery } from './list-parameters.ts';
import { after, orderBy, positionColumn, sortColumns, sortKeys } from './product-order.ts';
import type { SummaryRow } from './product-row.ts';
import { allDifficulties } from './product-schemas.ts';

/** A product in a list, and where in the list it stands. */
export interface ListedProduct {
  row: SummaryRow;
  position: Position;
}

export interface ListRequest {
  query: ProductQuery;
  /** Where the page before ended; `undefined` for the first page. */
  start: Position | undefined;
  /** How many products to read at most. */
  take: number;
}

// How many products a search looks through in order before it asks the search index. A word that at least one in forty
// products has fills a page on the way; for a rarer one the search index has few matches to sort.
const walkLength = 1000;
// With so many matches in a walk, there are too many in all to sort: one in forty of a million is 25,000.
const frequentMatches = 25;

/** Reads a page of a list; docs/adr/0005-search-ranks-by-tier.md tells why in this way. */
export async function listProducts(prisma: PrismaClient, request: ListRequest): Promise<ListedProduct[]> {
  const { query, start, take } = request;
  if (!query.words) return read(prisma, request, 0, takeInOrder(request));
  if (query.words.length === 0) return [];
  const tiers = searchTiers(query.words, query.order === 'relevance');
  const found: ListedProduct[] = [];
  for (let tier = start?.tier ?? 0; tier < tiers.length && found.length < take; tier += 1) {
    const matches = tiers[tier] ?? Prisma.sql`FALSE`;
    const rest = { query, start: tier === start?.tier ? start : undefined, take: take - found.length };
    found.push(...(await readTier(prisma, rest, tier, matches)));
  }
  return found;
}

async function readTier(
  prisma: PrismaClient,
  request: ListRequest,
  tier: number,
  matches: Prisma.Sql,
): Promise<ListedProduct[]> {
  const walked = await read(prisma, request, tier, walk(request, matches, walkLength));
  if (walked.length >= request.take) return walked;
  if (walked.length >= frequentMatches) {
    // A frequent word and a long page: by what the first walk found, this length fills it with half as much to spare.
    const length = Math.ceil((1.5 * walkLength * request.take) / walked.length);
    const further = await read(prisma, request, tier, walk(request, matches, length));
    if (further.length >= request.take) return further;
  }
  return read(prisma, request, tier, lookUp(request, matches));
}

/** The conditions of each tier, best first; no product fulfils two of them. */
function searchTiers(words: string[], isRanked: boolean): Prisma.Sql[] {
  const searched = Prisma.sql`search_query(${words}::text[])`;
  const anywhere = Prisma.sql`search @@ ${searched}`;
  if (!isRanked) return [anywhere];
  const inName = Prisma.sql`name_search @@ ${searched}`;
  return [inName, Prisma.sql`${anywhere} AND NOT ${inName}`];
}

/**
 * The first products in order: a merge of ranges of an index, one for each difficulty, so that two indexes serve a sort
 * key with any filter. Each range is read only as far as the merge needs it.
 */
function takeInOrder({ query, start, take }: ListRequest): Prisma.Sql {
  const inOneRange = query.order === 'difficulty' && !query.difficulty;
  const difficulties = query.difficulty ? [query.difficulty] : inOneRange ? [undefined] : allDifficulties;
  // The order and the limit of each range tell the planner that the ranges can be merged.
  const inOrder = Prisma.sql`ORDER BY ${orderBy(sortKeys[query.order])} LIMIT ${take}`;
  const ranges = difficulties.map((difficulty) => {
    const range = conditions({ ...query, difficulty }, start);
    return Prisma.sql`(SELECT * FROM products WHERE ${range} ${inOrder})`;
  });
  return Prisma.sql`SELECT * FROM (${Prisma.join(ranges, ' UNION ALL ')}) AS range ${inOrder}`;
}

/** The matches among the next products in order. */
function walk(request: ListRequest, matches: Prisma.Sql, length: number): Prisma.Sql {
  const next = takeInOrder({ ...request, take: length });
  return Prisma.sql`SELECT * FROM (${next}) AS next WHERE ${matches}`;
}

/** The first of all matches, which the search index finds. */
function lookUp({ query, start, take }: ListRequest, matches: Prisma.Sql): Prisma.Sql {
  const key = sortKeys[query.order];
  // MATERIALIZED keeps the planner from walking an index of another order in search of matches.
  return Prisma.sql`
    WITH matches AS MATERIALIZED (
      SELECT id, ${sortColumns(key)} FROM products WHERE ${matches} AND ${conditions(query, start)}
    )
    SELECT * FROM products WHERE id IN (SELECT id FROM matches ORDER BY ${orderBy(key)} LIMIT ${take})`;
}

function conditions({ category, difficulty, order }: ProductQuery, start: Position | undefined): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`TRUE`,
      ...(category === undefined ? [] : [Prisma.sql`category_slug = ${category}`]),
      ...(difficulty === undefined ? [] : [Prisma.sql`difficulty = ${difficulty}::difficulty`]),
      ...(start ? [after(sortKeys[order], start)] : []),
    ],
    ' AND ',
  );
}

interface Row extends Omit<SummaryRow, 'category'> {
  categoryName: string;
  values: string[];
}

async function read(
  prisma: PrismaClient,
  { query, take }: ListRequest,
  tier: number,
  source: Prisma.Sql,
): Promise<ListedProduct[]> {
  const key = sortKeys[query.order];
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT id, slug, name, kind, difficulty, summary, currency,
           category_slug AS "categorySlug",
           (SELECT categories.name FROM categories WHERE categories.slug = category_slug) AS "categoryName",
           folding_minutes AS "foldingMinutes", paper_size_mm AS "paperSizeMm", price_cents AS "priceCents",
           picture_hash AS "pictureHash", ${positionColumn(key)} AS "values"
    FROM (${source}) AS product
    ORDER BY ${orderBy(key)}
    LIMIT ${take}`;
  return rows.map(({ categoryName, values, ...row }) => ({
    row: { ...row, category: { name: categoryName } },
    position: { tier, values, id: row.id },
  }));
}
