import { expect, it } from 'vitest';
import { openFullShop } from './full-shop.ts';
import { product } from './products.ts';

function metaOf(html: string): Record<string, string> {
  const found = html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g);
  return Object.fromEntries([...found].map(([, name = '', content = '']) => [name, content]));
}

it('tells other sites what a product is, by absolute addresses', async () => {
  const { request } = await openFullShop({ config: { TRUSTED_PROXIES: 1 } });
  const { text } = await request
    .get('/products/crane?notice=vote-failed')
    .set({ host: 'frontend:3000', 'x-forwarded-host': 'shop.example', 'x-forwarded-proto': 'https' });
  expect(text).toContain('<link rel="canonical" href="https://shop.example/products/crane"/>');
  const meta = metaOf(text);
  expect(meta).toMatchObject({
    'og:type': 'product',
    'og:title': 'Crane',
    'og:description': 'A crane in one sentence.',
    'og:url': 'https://shop.example/products/crane',
    'og:image:width': '1200',
    'og:image:height': '630',
    'product:price:amount': '1234.50',
    'product:price:currency': 'EUR',
    'twitter:card': 'summary_large_image',
  });
  expect(meta['og:image']).toMatch(/^https:\/\/shop\.example\/products\/crane\/card\.png\?v=v1\.[\da-f]{8}$/);
});

it('believes no forwarded host unless it is told to', async () => {
  const { request } = await openFullShop();
  const { text } = await request
    .get('/products/crane')
    .set({ host: 'shop.test:3000', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' });
  expect(metaOf(text)['og:url']).toBe('http://shop.test:3000/products/crane');
});

it.each(['evil.example/path', 'user@evil.example', 'a"b', 'shop.example:123456', '[', '-', 'a'.repeat(300)])(
  'names no address where the request says that it is %j',
  async (host) => {
    const { request } = await openFullShop({ config: { TRUSTED_PROXIES: 1 } });
    const { status, text } = await request.get('/products/crane').set('x-forwarded-host', host);
    expect(status).toBe(200);
    expect(text).not.toMatch(/canonical|og:/);
  },
);

it.each(['javascript', 'ftp', 'https"'])('names no address where the protocol is %j', async (protocol) => {
  const { request } = await openFullShop({ config: { TRUSTED_PROXIES: 1 } });
  const { text } = await request.get('/products/crane').set('x-forwarded-proto', protocol);
  expect(text).not.toMatch(/canonical|og:/);
});

it('tells search engines the price, by microdata', async () => {
  const { request } = await openFullShop({}, [product('Crane', { priceCents: 5, currency: 'JPY' })]);
  const { text } = await request.get('/products/crane');
  for (const part of [
    'itemscope itemtype="https://schema.org/Product"',
    '<h1 itemprop="name">Crane</h1>',
    '<data itemprop="price" value="0.05">',
    '<meta itemprop="priceCurrency" content="JPY"/>',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).toMatch(/<img src="\/images\/crane\.svg\?v=v1"[^>]* itemprop="image"/);
});
