import { expect, it } from 'vitest';
import { createCards } from '../src/social-card/cards.ts';
import { crane, openFullShop } from './full-shop.ts';
import { openShop } from './shop.ts';

type Request = ReturnType<typeof openShop>['request'];

async function cardAddress(request: Request): Promise<string> {
  const { text } = await request.get(`/products/${crane.slug}`);
  const url = /<meta property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '';
  return url.slice(new URL(url).origin.length);
}

it('draws a card of 1200 by 630 for the product, to be kept for good under its version', async () => {
  const { request } = await openFullShop();
  const address = await cardAddress(request);
  expect(address).toMatch(/^\/products\/crane\/card\.png\?v=v1\.[\da-f]{8}$/);
  const answer = await request.get(address);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'cross-origin',
  });
  const png = answer.body as Buffer;
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  const again = await request.get(address).set('if-none-match', answer.headers['etag'] ?? '');
  expect(again.status).toBe(304);
});

it('has a card that is asked for without its version, or with any other, asked for again each time', async () => {
  const { request, catalog } = await openFullShop();
  for (const query of ['', '?v=v1', '?v=v1.00000000', '?v=..%2F..', '?v=a&v=b']) {
    const { status, headers } = await request.head(`/products/crane/card.png${query}`);
    expect([status, headers['cache-control']], query).toEqual([200, 'public, no-cache']);
    expect(catalog.requests.at(-1)?.url).toBe('/images/crane.svg');
  }
});

it('has no card of a product that there is not, or while the catalog is away', async () => {
  const { request, catalog } = await openFullShop();
  expect((await request.get('/products/unicorn/card.png')).status).toBe(404);
  catalog.become('away');
  const away = await request.get('/products/crane/card.png');
  expect([away.status, away.headers['retry-after'], away.headers['cache-control']]).toEqual([
    503,
    '5',
    'no-store',
  ]);
  expect((await openShop({}).request.get('/products/crane/card.png')).status).toBe(503);
});

it('renders one card at a time, each once, and refuses what would wait too long', async () => {
  let atOnce = 0;
  let most = 0;
  let renderings = 0;
  const cards = createCards(async (svg) => {
    renderings += 1;
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
    return Buffer.from(svg);
  });
  const asked = Array.from({ length: 10 }, (_, index) => [cards.png(`${index}`), cards.png(`${index}`)]);
  await expect(cards.png('one too many')).rejects.toThrow('Too many cards');
  expect(String((await Promise.all(asked.flat()))[5])).toBe('2');
  expect([most, renderings]).toEqual([1, 10]);
});

it('keeps no failure, and forgets the card that was not asked for the longest', async () => {
  let renderings = 0;
  const cards = createCards((svg) => {
    renderings += 1;
    return renderings === 1 ? Promise.reject(new Error('torn')) : Promise.resolve(Buffer.from(svg));
  });
  await expect(cards.png('first')).rejects.toThrow('torn');
  await cards.png('first');
  await cards.png('second');
  for (let other = 0; other < 49; other += 1) {
    await cards.png(`other ${other}`);
    await cards.png('first');
  }
  const before = renderings;
  await cards.png('first');
  expect(renderings).toBe(before);
  await cards.png('second');
  expect(renderings).toBe(before + 1);
});
