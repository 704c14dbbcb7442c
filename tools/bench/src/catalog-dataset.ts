import type { Pool } from 'pg';

/** Words that occur in the generated products as often as their names say, however many products there are. */
export const datasetWords = {
  /** In the text of five products, and in the name of one of them. */
  rare: 'quetzal',
  /** In one of a thousand texts. */
  thousandth: 'tessellation',
  /** In one of a hundred texts. */
  hundredth: 'kirigami',
  /** In one of ten texts. */
  tenth: 'washi',
  /** In one of ten texts, and never together with `tenth`. */
  otherTenth: 'chiyogami',
  /** In one of thirty names. */
  name: 'crane',
  /** In no text. */
  absent: 'zeppelin',
} as const;

/**
 * Replaces all products of a catalog's database by `count` generated ones. The same count gives the same products,
 * apart from their ids. The words of {@link datasetWords} are spread evenly over time, categories and difficulties.
 *
 * @param pool connections to a catalog's migrated database, as the owner of its tables
 * @param count at least 1000
 */
export async function generateCatalog(pool: Pool, count: number): Promise<void> {
  await pool.query('TRUNCATE products');
  await pool.query(insertCategories);
  for (let first = 1; first <= count; first += batchSize) {
    await pool.query(insertProducts, [first, Math.min(first + batchSize - 1, count), count]);
  }
  // A product list reads no row twice only where the visibility map and the statistics are there.
  await pool.query('VACUUM (ANALYZE) products');
  await pool.query('VACUUM (ANALYZE) categories');
}

const batchSize = 20_000;

const insertCategories = `
  INSERT INTO categories (slug, name, position)
  SELECT 'generated-' || number, 'Generated ' || number, 1000 + number FROM generate_series(1, 8) AS number
  ON CONFLICT (slug) DO NOTHING`;

const adjectives = `ARRAY['paper','golden','little','snow','moon','river','summer','winter','modular','classic',
  'wild','quiet','tiny','grand','striped','spotted','flying','sleeping','dancing','folded']`;
const nouns = `ARRAY['crane','fox','lotus','dragon','butterfly','whale','frog','star','lily','swan','turtle','owl',
  'rabbit','beetle','box','boat','tulip','horse','elephant','penguin','koi','bear','hummingbird','mantis','rose',
  'squirrel','dolphin','lantern','unicorn','peacock']`;
const picture = JSON.stringify({
  layers: [
    {
      paper: { front: '#d9534f', back: '#f7e9e3' },
      facets: [
        {
          side: 'front',
          light: 0.2,
          points: [
            [120, 520],
            [320, 120],
            [520, 520],
          ],
        },
      ],
    },
  ],
});

// A number from 0 to 2^31 - 1 that depends on the product's number `i` and on the use that it is for.
const roll = (use: number | string): string => `(hashint8extended(i, ${use}) & 2147483647)`;
const pick = (list: string, use: number): string => `(${list})[1 + ${roll(use)} % cardinality(${list})]`;
const oneIn = (frequency: number, remainder: number, word: string): string =>
  `CASE WHEN ${roll(10)} % ${frequency} = ${remainder} THEN '${word}' END`;

const insertProducts = `
  INSERT INTO products (slug, name, category_slug, kind, difficulty, summary, description, history, folding_minutes,
                        paper_size_mm, price_cents, currency, picture, created_at, updated_at)
  SELECT
    'generated-' || i,
    initcap(concat_ws(' ', ${pick(adjectives, 1)}, ${pick(nouns, 2)},
                      CASE WHEN i = $3::bigint / 2 THEN '${datasetWords.rare}' END)) || ' ' || i,
    'generated-' || (1 + ${roll(3)} % 8),
    (ARRAY['model', 'kit'])[1 + ${roll(4)} % 2]::product_kind,
    (enum_range(NULL::difficulty))[1 + ${roll(5)} % 5],
    'A generated product.',
    concat_ws(' ',
      ${oneIn(1000, 1, datasetWords.thousandth)},
      ${oneIn(100, 2, datasetWords.hundredth)},
      ${oneIn(10, 3, datasetWords.tenth)},
      ${oneIn(10, 4, datasetWords.otherTenth)},
      CASE WHEN i % ($3::bigint / 5) = $3::bigint / 10 THEN '${datasetWords.rare}' END,
      -- Five thousand words, the first of them far more frequent than the last, as in any language.
      (SELECT string_agg('w' || to_hex(((${roll('100 + word')} / 2147483648.0) ^ 3 * 5000)::integer), ' ')
       FROM generate_series(1, 30) AS word)),
    'Generated for a benchmark.',
    5 + ${roll(6)} % 240,
    50 + 10 * (${roll(7)} % 50),
    100 + ${roll(8)} % 20000,
    'EUR',
    '${picture}',
    timestamptz '2026-01-01T00:00:00Z' - make_interval(mins => ($3::bigint - i)::integer),
    timestamptz '2026-01-01T00:00:00Z'
  FROM generate_series($1::bigint, $2::bigint) AS i`;
