import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPages, newProduct, page, send, write } from './api.ts';
import { startCatalog, type Catalog } from './catalog.ts';

let database: TestDatabase;
let catalog: Catalog;

// More than a search walks through in order, so that both ways of finding matches are taken.
const generated = 3000;

beforeAll(async () => {
  database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('TRUNCATE products');
  await client.query(
    `INSERT INTO products (slug, name, category_slug, kind, difficulty, summary, description, history, folding_minutes,
                           paper_size_mm, price_cents, currency, picture, created_at)
     SELECT 'generated-' || i, 'Generated ' || i || CASE WHEN i % 500 = 1 THEN ' Kirigami' ELSE '' END,
            (ARRAY['birds', 'boxes', 'toys'])[1 + i % 3], 'model', (enum_range(NULL::difficulty))[1 + i % 5], 'Summary',
            concat_ws(' ', CASE WHEN i % 2 = 0 THEN 'washi' END, CASE WHEN i % 100 = 0 THEN 'kirigami' END,
                      CASE WHEN i % 15 = 0 THEN 'chiyogami' END), 'History',
            10, 150, 1 + i % 700, 'EUR', '{"layers": []}', now() - make_interval(mins => i)
     FROM generate_series(1, $1::integer) AS i`,
    [generated],
  );
  await client.end();
  catalog = await startCatalog({ databaseUrl: database.url });
  for (const [slug, changes] of Object.entries(special)) {
    const { status } = await write(`${catalog.url}/api/products`, 'POST', {
      body: newProduct(slug, changes),
    });
    expect(status).toBe(201);
  }
});
afterAll(async () => {
  await catalog.close();
  await database.drop();
});

const special: Record<string, Record<string, unknown>> = {
  'test-eclair': { name: 'Éclair à la crème', description: 'Sør-Trøndelag, straße, naïve façade.' },
  'test-masu-box': {
    name: 'Masu Box',
    description: 'Fold it from two squares, 15cm each (see paper.com/masu, 3/4 done).',
  },
  'test-folded-note': {
    name: 'The Note',
    description: 'A letter that was folded by somebody’s grandmother.',
  },
  'test-tsuru-bird': { name: 'Tsuru', description: 'Also called xylograph in a mistake.' },
  'test-tsuru-text': {
    name: 'Another',
    description: 'Goes well with the tsuru xylograph.',
    categorySlug: 'sea-life',
  },
};

async function search(q: string, further = ''): Promise<string[]> {
  const { items } = await page(catalog.url, `?limit=100&q=${encodeURIComponent(q)}${further}`);
  return items.map(({ slug }) => slug);
}

test.each([
  ['the name', 'masu', 'test-masu-box'],
  ['capitals', 'MASU', 'test-masu-box'],
  ['accents left out', 'eclair', 'test-eclair'],
  ['accents put in', 'másü', 'test-masu-box'],
  ['accents written as separate marks', 'e\u0301clair', 'test-eclair'],
  ['letters that are no accents', 'sor trondelag', 'test-eclair'],
  ['a sharp s', 'strasse', 'test-eclair'],
  ['the beginning of a word', 'xylog', 'test-tsuru-bird'],
  ['another form of an English word', 'folding note', 'test-folded-note'],
  ['words in any order', 'box masu', 'test-masu-box'],
  ['words from name and description', 'masu squares', 'test-masu-box'],
  ['words that English search ignores', 'the masu of a', 'test-masu-box'],
  ['a number with a unit', '15cm', 'test-masu-box'],
  ['one word of an address', 'com', 'test-masu-box'],
  ['punctuation between words', 'masu/box!', 'test-masu-box'],
  ['a word with an apostrophe', "somebody's", 'test-folded-note'],
])('finds by %s', async (_what, q, slug) => {
  expect(await search(q)).toContain(slug);
});

test.each(['masu crane', 'asu', 'xylographs of'])('does not find by %s', async (q) => {
  expect(await search(q)).not.toContain('test-masu-box');
});

test("finds by the category's words", async () => {
  const found = await page(catalog.url, '?limit=100&q=sea+life');
  expect(found.items.filter(({ category }) => category.slug === 'sea-life').length).toBe(1);
});

test('a search in quiet words alone still finds them', async () => {
  expect(await search('the')).toContain('test-folded-note');
});

test('products with the word in their name come first', async () => {
  expect(await search('tsuru')).toEqual(['test-tsuru-bird', 'test-tsuru-text']);
});

test.each(['', '   '])('a search for %j is no search', async (q) => {
  expect(await search(q)).toHaveLength(100);
});

test.each(['!!!', '🙂', '---', '&|!()*:', "''", '\\', '%'])('%j finds nothing', async (q) => {
  expect(await search(q)).toEqual([]);
});

test.each([
  "'; DROP TABLE products; --",
  "masu' | 'box",
  'masu:*',
  'masu & !box',
  '<->',
  'a\u0000b',
  '\u202emasu',
  'ﬁ ﬂ',
  'Ⅷ ½ ²',
  '折り紙 鶴',
  'оригами',
  'אוריגמי אָ',
  'ประเทศไทย',
  'नमस्ते',
  '🦢 👩‍👩‍👧‍👦',
  'z͑̂a̅l͜g̛o',
  '\ufeff',
  'İı ſ K',
  '1e5 -3.5 0x1F 1,000',
  'user@example.com http://a.b/c?d=e#f',
])('%j is answered', async (q) => {
  const answer = await send(`${catalog.url}/api/products?q=${encodeURIComponent(q)}`);
  expect(answer.status).toBe(200);
});

// Found on the way (washi, every second), on a second, longer way (chiyogami, one in fifteen), and by the index (kirigami, one in a hundred, a few of them by name).
const searches = ['q=washi', 'q=chiyogami', 'q=kirigami', 'q=washi+kirigami', 'q=wash', 'q=generated'];
const filters = ['', '&category=boxes', '&difficulty=expert', '&category=birds&difficulty=easy'];
test.each(searches.flatMap((q) => filters.map((filter) => q + filter)))(
  'pages and sorts of %s hold the same products, each once',
  async (query) => {
    const expected = await matching(query);
    for (const sort of ['relevance', 'newest', 'price', 'name', 'difficulty']) {
      const found = await allPages(catalog.url, `${query}&sort=${sort}&limit=100`);
      expect(found.map(({ slug }) => slug).sort()).toEqual(expected);
    }
  },
);

/** The slugs of the matches, by the rule that made the products. */
async function matching(query: string): Promise<string[]> {
  const { q = '', category, difficulty } = Object.fromEntries(new URLSearchParams(query));
  const everything = await allPages(catalog.url, 'limit=100');
  return everything
    .filter((product) => category === undefined || product.category.slug === category)
    .filter((product) => difficulty === undefined || product.difficulty === difficulty)
    .map(({ slug }) => slug)
    .filter((slug) => {
      const words = wordsOf(slug);
      return q.split(' ').every((word) => words.some((own) => own.startsWith(word)));
    })
    .sort();
}

function wordsOf(slug: string): string[] {
  const i = Number(/^generated-(\d+)$/.exec(slug)?.[1] ?? 0);
  if (i === 0) return [];
  const washi = i % 2 === 0 ? ['washi'] : [];
  const kirigami = i % 100 === 0 || i % 500 === 1 ? ['kirigami'] : [];
  const chiyogami = i % 15 === 0 ? ['chiyogami'] : [];
  return ['generated', ...washi, ...kirigami, ...chiyogami];
}

test('within a search by relevance, names come before texts, and the newest first', async () => {
  const found = await allPages(catalog.url, 'q=kirigami&limit=4');
  const multiples = (step: number, first: number): string[] =>
    Array.from(
      { length: Math.ceil((generated - first + 1) / step) },
      (_, n) => `generated-${first + n * step}`,
    );
  expect(found.map(({ slug }) => slug)).toEqual([...multiples(500, 1), ...multiples(100, 100)]);
});
