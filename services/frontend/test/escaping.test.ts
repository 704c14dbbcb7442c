import { expect, it } from 'vitest';
import { openFullShop } from './full-shop.ts';
import { product } from './products.ts';

const attack = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`;
const hostile = product('hostile', {
  slug: 'hostile',
  name: attack,
  category: { name: attack },
  kind: attack,
  difficulty: attack,
  summary: attack,
  description: attack,
  history: attack,
  imageUrl: 'javascript:alert(3)',
});

it.each(['/', '/products/hostile', `/search?q=${encodeURIComponent(attack)}`, '/leaderboard'])(
  'escapes everything that a backend or an address says on %s',
  async (path) => {
    const { request } = await openFullShop({}, [hostile, { ...hostile, id: crypto.randomUUID() }]);
    const vote = { action: 'vote', productId: hostile.id };
    await request.post('/products/hostile/vote').type('form').send(vote).expect(303);
    const { status, text } = await request.get(path);
    expect(status).toBe(200);
    expect(text).toContain('&lt;script>alert(1)');
    expect(text).not.toMatch(/<script(?! src="\/assets\/)/i);
    expect(text).not.toMatch(/<img src=x/i);
    expect(text).not.toContain('javascript:');
    expect(text).toContain('src="/images/hostile.svg"');
  },
);

it('escapes the words of a search that finds nothing', async () => {
  const { request } = await openFullShop({}, []);
  const { status, text } = await request.get(`/search?q=${encodeURIComponent(attack)}`);
  expect(status).toBe(200);
  expect(text).toContain('&lt;script>alert(1)');
  expect(text).toContain('value="&quot;\'>');
  expect(text).not.toMatch(/<script(?! src="\/assets\/)/i);
  expect(text).not.toMatch(/<img src=x/i);
});

it.each([
  'https://example.com/picture.svg?v=1',
  '//example.com/picture.svg',
  '/images/../../steal?v="><script>',
  'data:image/svg+xml,<svg/>',
])('loads no picture from %s', async (imageUrl) => {
  const { request } = await openFullShop({}, [product('Crane', { imageUrl })]);
  const { text } = await request.get('/');
  const sources = [...text.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, source]) => source);
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) expect(source).toMatch(/^\/images\/crane\.svg(\?v=[\w-]+)?$/);
});

it('keeps a slug of a backend inside its own part of an address', async () => {
  const { request } = await openFullShop({}, [product('Crane', { slug: '../../x?y="z' })]);
  const { text } = await request.get('/');
  expect(text).toContain('href="/products/..%2F..%2Fx%3Fy%3D%22z"');
});

it('leaves out a list whose data do not fit, instead of showing half of it', async () => {
  const { request } = await openFullShop({}, [product('Crane', { currency: 'not a currency' })]);
  const { status, text } = await request.get('/');
  expect(status).toBe(200);
  expect(text).toContain('The models are not available right now.');
});
