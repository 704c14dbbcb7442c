import { expect, it } from 'vitest';
import { openFullShop } from './full-shop.ts';
import { product } from './products.ts';

async function priceFor(
  language: string | undefined,
  fields: { priceCents: number; currency: string },
): Promise<string> {
  const { request } = await openFullShop({}, [product('Crane', fields)]);
  const answer = await (language === undefined
    ? request.get('/products/crane')
    : request.get('/products/crane').set('accept-language', language));
  expect(answer.status).toBe(200);
  const price = /<data itemprop="price"[^>]*>([^<]*)</.exec(answer.text)?.[1] ?? '';
  return price.replace(/[\u00a0\u202f]/g, ' ');
}

const euros = { priceCents: 123_450, currency: 'EUR' };

it.each([
  ['en', '€1,234.50'],
  ['de', '1.234,50 €'],
  ['de-AT;q=0.8, fr;q=0.9', '1 234,50 €'],
  ['xx-klingon, de;q=0.5', '1.234,50 €'],
])('writes a price as %s does', async (language, price) => {
  expect(await priceFor(language, euros)).toBe(price);
});

it('writes yen without decimals, as Japanese does', async () => {
  expect(await priceFor('ja', { priceCents: 123_400, currency: 'JPY' })).toBe('￥1,234');
});

it.each([
  undefined,
  '*',
  'en;q=0',
  ';;;,,,',
  'i-am-not-a-language-at-all',
  '123456789',
  '../../etc/passwd',
  '<script>',
  'de-',
  'x'.repeat(5000),
  Array.from({ length: 900 }, (_, index) => `l${index}`).join(),
])('writes English for a language like %j', async (language) => {
  expect(await priceFor(language, euros)).toBe('€1,234.50');
});

it('writes a currency that it does not know by its code', async () => {
  expect(await priceFor('en', { priceCents: 500, currency: 'XQQ' })).toBe('XQQ 5.00');
});

it.each([
  [1, '1 min'],
  [59.6, '1 h'],
  [60, '1 h'],
  [95, '1 h 35 min'],
  [9000, '150 h'],
])('writes %d minutes as %s', async (foldingMinutes, words) => {
  const { request } = await openFullShop({}, [product('Crane', { foldingMinutes })]);
  expect((await request.get('/products/crane')).text).toContain(`<dt>Folding time</dt><dd>${words}</dd>`);
});
