import { describe, expect, it } from 'vitest';
import { boat, crane, dragon, openFullShop } from './full-shop.ts';
import { linksOf, textOf, voteFormOf } from './page.ts';
import { product } from './products.ts';
import { openShop } from './shop.ts';

const frog = product('Frog', { category: { name: 'Toys' }, difficulty: 'beginner' });
const withToys = [crane, boat, dragon, frog];

it('shows what has all the words, with votes, and keeps the words in its box', async () => {
  const { request } = await openFullShop();
  const { status, text } = await request.get('/search?q=+Dragon+');
  expect(status).toBe(200);
  expect(text).toContain('<title>“Dragon” · Foldline</title>');
  expect(text).toMatch(/<input[^>]* name="q" value="Dragon"/);
  expect(textOf(text)).toContain('Models for “Dragon”');
  expect(textOf(text)).toContain('1 model Dragon €1,234.50 Expert 10 h Vote for Dragon 0 votes');
  expect(textOf(text)).not.toContain('Crane');
});

it('asks catalog and voting once each', async () => {
  const { request, catalog, voting, recommendation } = await openFullShop();
  await request.get('/search?q=a&category=birds&difficulty=easy&sort=name');
  const [asked, ...others] = catalog.requests.map(({ url }) => new URL(url, 'http://catalog').searchParams);
  expect(others).toEqual([]);
  expect(Object.fromEntries(asked ?? [])).toEqual({
    q: 'a',
    category: 'birds',
    difficulty: 'easy',
    sort: 'name',
    limit: '12',
    include: 'categories',
  });
  expect(decodeURIComponent(voting.requests.map(({ url }) => url).join())).toBe(
    `/api/votes?productIds=${crane.id}`,
  );
  expect(recommendation.requests).toHaveLength(0);
});

it.each([
  ['/search', false],
  ['/search?category=birds', false],
  ['/search?q=crane', true],
  ['/search?difficulty=easy', true],
  ['/search?category=birds&sort=name', true],
  ['/search?cursor=2', true],
  ['/search?category=Birds%20', true],
])('lets search engines list all models and the categories, and no search: %s', async (path, isHidden) => {
  const { request } = await openFullShop();
  const { text } = await request.get(path);
  expect(text.includes('<meta name="robots" content="noindex"/>')).toBe(isHidden);
});

describe('the filters', () => {
  it('are links that keep the rest of the search', async () => {
    const { request } = await openFullShop({}, withToys);
    const { text } = await request.get('/search?q=r&category=toys&sort=name');
    expect(linksOf(text).map(unescape)).toEqual(
      expect.arrayContaining([
        '/search?q=r&category=birds&sort=name',
        '/search?q=r&category=toys&difficulty=easy&sort=name',
        '/search?q=r&category=toys&sort=-price',
        '/search?q=r&sort=name',
        '/search?category=toys&sort=name',
      ]),
    );
  });

  it('narrow what is found', async () => {
    const { request } = await openFullShop({}, withToys);
    const { text } = await request.get('/search?category=toys&difficulty=beginner');
    expect(textOf(text)).toContain('1 model Frog');
    expect(textOf(text)).not.toMatch(/Crane|Boat|Dragon/);
  });

  it('say which of them are chosen', async () => {
    const { request } = await openFullShop({}, withToys);
    const chosen = async (path: string): Promise<(string | undefined)[]> => {
      const { text } = await request.get(path);
      const marked = text.matchAll(/<a class="choice"[^>]*aria-current="true"[^>]*>(.*?)<\/a>/g);
      return [...marked].map(([, inside]) => textOf(inside ?? '').trim());
    };
    expect(await chosen('/search')).toEqual(['All categories', 'Any level', 'Newest first']);
    expect(await chosen('/search?q=r&category=toys&difficulty=beginner&sort=-price')).toEqual([
      'Toys',
      'Beginner',
      'Highest price first',
    ]);
    expect(await chosen('/search?q=r&sort=relevance')).toContain('Best match first');
  });
});

it('leads through the results, page by page, and keeps the search', async () => {
  const { request } = await openFullShop();
  const first = await request.get('/search?q=a&sort=name');
  const next = linksOf(first.text)
    .map(unescape)
    .find((href) => href.includes('cursor='));
  expect(next).toBe('/search?q=a&sort=name&cursor=2');
  const second = await request.get(next ?? '');
  expect(second.status).toBe(200);
  expect(textOf(second.text)).toContain(dragon.name);
  expect(linksOf(second.text).map(unescape)).toContain('/search?q=a&sort=name');
});

describe('a search that finds nothing', () => {
  it('says what was searched, and how to go on', async () => {
    const { request, voting } = await openFullShop({}, withToys);
    const { status, text } = await request.get('/search?q=unicorn&category=toys&difficulty=easy');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('No model fits “unicorn”, Toys and Easy at once.');
    const ways = /<ul class="ways">.*?<\/ul>/s.exec(text)?.[0] ?? '';
    expect(linksOf(ways).map(unescape)).toEqual([
      '/search?category=toys&difficulty=easy',
      '/search',
      '/search?q=unicorn&difficulty=easy',
      '/search?q=unicorn&category=toys',
    ]);
    expect(linksOf(text)).toContain('/search?category=birds');
    expect(text).toMatch(/<input[^>]* name="q" value="unicorn"/);
    expect(voting.requests).toHaveLength(0);
  });

  it('says so too when there are no products at all', async () => {
    const { request } = await openFullShop({}, []);
    const { status, text } = await request.get('/search');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('There are no models here yet.');
    expect(linksOf(text)).toContain('/');
  });
});

describe('an address that is no search', () => {
  it.each([
    ['/search?difficulty=impossible', 'There is no such level'],
    ['/search?sort=random', 'There is no such order'],
    ['/search?category=Birds%20', 'There is no such category'],
    [`/search?q=${'a'.repeat(101)}`, 'A search is one line of 100 characters at most'],
    ['/search?q=a&q=b', 'A search is one line of 100 characters at most'],
    ['/search?cursor=a%20b', 'There is no such page of the results'],
    ['/search?cursor=0&cursor=2', 'There is no such page of the results'],
    ['/search?difficulty[x]=easy', undefined],
  ])('shows with %s what is left of it: %s', async (path, message) => {
    const { request } = await openFullShop();
    const { status, text } = await request.get(path);
    expect(status).toBe(message === undefined ? 200 : 400);
    if (message !== undefined) expect(textOf(text)).toContain(message);
    expect(textOf(text)).toContain('Vote for Crane');
  });

  it('of an unknown category is 404, with the categories that there are', async () => {
    const { request } = await openFullShop();
    const { status, text } = await request.get('/search?category=spaceships');
    expect(status).toBe(404);
    expect(textOf(text)).toContain('There is no category “spaceships” in this shop.');
    expect(linksOf(text)).toContain('/search?category=birds');
  });

  it('with a cursor of another list is 404, with a way to the first page', async () => {
    const { request } = await openFullShop();
    const { status, text } = await request.get('/search?q=a&cursor=forged');
    expect(status).toBe(404);
    expect(textOf(text)).toContain('This page of the results is no longer there.');
    expect(linksOf(text)).toContain('/search?q=a');
  });

  it('with more words than the catalog looks for is 400', async () => {
    const { request } = await openFullShop();
    const { status, text } = await request.get(`/search?q=${'a+'.repeat(11)}`);
    expect(status).toBe(400);
    expect(textOf(text)).toContain('Ten words are enough.');
    expect(linksOf(text)).toContain('/search');
  });

  it('ignores what a form sends for nothing chosen', async () => {
    const { request } = await openFullShop();
    const { status, text } = await request.get('/search?q=&category=&difficulty=&sort=');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('All models');
  });
});

describe('a vote', () => {
  it('leads back to its place in the results', async () => {
    const { browser } = await openFullShop();
    const visitor = browser();
    const here = '/search?q=a&difficulty=expert';
    const { fields } = voteFormOf((await visitor.get(here)).text, 'dragon');
    const voted = await visitor.post('/products/dragon/vote').type('form').send(fields);
    expect(voted.status).toBe(303);
    expect(voted.headers['location']).toBe(`${here}#product-dragon`);
    expect(textOf((await visitor.get(here)).text)).toContain('Take back your vote for Dragon 1 vote, yours');
  });

  it('that fails keeps the search and its page', async () => {
    const { request, voting } = await openFullShop();
    const { fields } = voteFormOf((await request.get('/search?sort=name&cursor=2')).text, 'dragon');
    voting.become('error');
    const voted = await request.post('/products/dragon/vote').type('form').send(fields);
    expect(voted.headers['location']).toBe('/search?sort=name&cursor=2&notice=vote-failed#product-dragon');
    const page = await request.get('/search?sort=name&cursor=2&notice=vote-failed');
    expect(textOf(page.text)).toContain('Your vote could not be counted just now.');
  });

  it('leads nowhere else, whatever the form says', async () => {
    const { request } = await openFullShop();
    const { fields } = voteFormOf((await request.get('/search')).text, 'crane');
    const elsewhere = '//example.com/?\r\nlocation: https://example.com';
    const voted = await request
      .post('/products/crane/vote')
      .type('form')
      .send({ ...fields, q: elsewhere, category: elsewhere, difficulty: elsewhere, sort: elsewhere });
    expect(voted.status).toBe(303);
    const location = new URL(voted.headers['location'] ?? '', 'http://shop.test');
    expect(location.host).toBe('shop.test');
    expect(location.pathname).toBe('/search');
    expect(Object.fromEntries(location.searchParams)).toEqual({ q: elsewhere });
  });
});

it('says once that votes are not there, and that models are not', async () => {
  const { catalog } = await openFullShop();
  const withoutVoting = await openShop({ CATALOG_URL: catalog.url }).request.get('/search');
  expect(withoutVoting.status).toBe(200);
  expect(withoutVoting.text.match(/Votes are not part of this shop yet/g)).toHaveLength(1);
  const withoutAny = await openShop({}).request.get('/search?q=crane&category=birds');
  expect(withoutAny.status).toBe(200);
  expect(textOf(withoutAny.text)).toContain('The models are not part of this shop yet.');
});

function unescape(href: string): string {
  return href.replaceAll('&amp;', '&');
}
