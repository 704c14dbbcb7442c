import { expect, it } from 'vitest';
import { boat, dragon, openFullShop } from './full-shop.ts';
import { linksOf, textOf } from './page.ts';

it('shows a product with its facts, story, votes and similar products', async () => {
  const { request } = await openFullShop();
  const { status, text } = await request.get('/products/crane');
  expect(status).toBe(200);
  expect(text).toContain('<title>Crane · Foldline</title>');
  expect(text).toContain('<meta name="description" content="A crane in one sentence."/>');
  const read = textOf(text);
  for (const part of [
    'Birds Crane A crane in one sentence. €1,234.50',
    'Level Easy',
    'Folding time 1 h 35 min',
    'Paper 150 × 150 mm',
    'Comes as Folded model',
    'Vote for Crane 0 votes',
    'All about the crane.',
    'Where the crane comes from.',
    'Folds like this one Boat',
  ]) {
    expect(read).toContain(part);
  }
  expect(linksOf(text)).toEqual(
    expect.arrayContaining([`/products/${boat.slug}`, `/products/${dragon.slug}`]),
  );
});

it('asks catalog, voting and recommendation once each', async () => {
  const { request, catalog, voting, recommendation } = await openFullShop();
  await request.get('/products/crane');
  expect([catalog, voting, recommendation].map(({ requests }) => requests.length)).toEqual([1, 1, 1]);
});

it.each(['Crane', 'crane-', '%00', '..%2Fcrane', 'a'.repeat(81), '%C3%A9'])(
  'answers 404 to /products/%s without asking the catalog',
  async (slug) => {
    const { request, catalog } = await openFullShop();
    expect((await request.get(`/products/${slug}`)).status).toBe(404);
    expect(catalog.requests).toHaveLength(0);
  },
);

it('answers 404 with a way on for a product that the catalog does not know', async () => {
  const { request, voting } = await openFullShop();
  const { status, text } = await request.get('/products/unicorn');
  expect(status).toBe(404);
  expect(textOf(text)).toContain('There is no such model in the shop.');
  expect(linksOf(text)).toContain('/');
  expect(voting.requests).toHaveLength(0);
});
