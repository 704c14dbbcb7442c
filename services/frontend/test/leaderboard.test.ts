import { startStandIn, type StandIn } from '@foldline/service-kit/testing/stand-in';
import { describe, expect, it, onTestFinished } from 'vitest';
import { boat, crane, dragon, openFullShop } from './full-shop.ts';
import { linksOf, textOf, voteFormOf } from './page.ts';
import { openShop, type Shop } from './shop.ts';
import { asOf, sendJson } from './stand-ins.ts';

const board = [
  { productId: crane.id, votes: 1200, rank: 1, previousRank: 3 },
  { productId: boat.id, votes: 7, rank: 2, previousRank: 1 },
  { productId: dragon.id, votes: 7, rank: 2, previousRank: 2 },
  { productId: crypto.randomUUID(), votes: 1, rank: 4, previousRank: null },
];

/** A shop whose voting has one leaderboard only. */
async function openShopWithBoard(items: object[]): Promise<Shop & { voting: StandIn; catalog: StandIn }> {
  const { catalog } = await openFullShop();
  const voting = await startStandIn((_request, response) => {
    sendJson(response, { window: '7d', asOf, items });
  });
  onTestFinished(() => voting.close());
  return { ...openShop({ CATALOG_URL: catalog.url, VOTING_URL: voting.url }), voting, catalog };
}

it('shows ranks, shared ranks, their changes and the votes', async () => {
  const { request } = await openShopWithBoard(board);
  const { status, text } = await request.get('/leaderboard?window=7d');
  expect(status).toBe(200);
  expect(text).toContain('<title>Leaderboard, 7 days · Foldline</title>');
  const read = textOf(text);
  expect(read).toContain('The models with the most votes of the last 7 days.');
  expect(read).toContain('1 Up 2 Crane Easy 1,200');
  expect(read).toContain('2 = shared Down 1 Boat Beginner 7');
  expect(read).toContain('2 = shared – Unchanged Dragon Expert 7');
  expect(read).toContain('4 New A model that is no longer in the shop 1');
  expect(linksOf(text)).toEqual(expect.arrayContaining(['/products/crane', '/products/boat']));
});

it('says when the votes were counted', async () => {
  const { request } = await openShopWithBoard(board);
  const { text } = await request.get('/leaderboard');
  expect(text).toContain('<time datetime="2026-11-24T09:30:00.000Z">November 24, 2026 at 09:30 UTC</time>');
});

it('asks voting once, and the catalog once for all products', async () => {
  const { request, voting, catalog } = await openShopWithBoard(board);
  await request.get('/leaderboard?window=30d');
  expect(voting.requests.map(({ url }) => url)).toEqual(['/api/leaderboard?window=30d&limit=10']);
  const ids = board.map(({ productId }) => productId);
  expect(catalog.requests.map(({ url }) => decodeURIComponent(url))).toEqual([
    `/api/products?ids=${ids.join(',')}`,
  ]);
});

it('has its windows as links, and marks the one that is shown', async () => {
  const { request } = await openFullShop();
  for (const [path, chosen] of [
    ['/leaderboard', 'All time'],
    ['/leaderboard?window=24h', '24 hours'],
  ] as const) {
    const { text } = await request.get(path);
    expect(linksOf(text)).toEqual(
      expect.arrayContaining([
        '/leaderboard?window=24h',
        '/leaderboard?window=7d',
        '/leaderboard?window=30d',
        '/leaderboard',
      ]),
    );
    expect(/aria-current="true">([^<]*)</.exec(text)?.[1]).toBe(chosen);
  }
});

it.each(['/leaderboard?window=1y', '/leaderboard?window=', '/leaderboard?window=24h&window=7d'])(
  'answers 404 with the windows that there are to %s',
  async (path) => {
    const { request, voting } = await openFullShop();
    const { status, text } = await request.get(path);
    expect(status).toBe(404);
    expect(textOf(text)).toContain('Its windows are 24h, 7d, 30d, all.');
    expect(voting.requests).toHaveLength(0);
  },
);

it('counts a vote as soon as it is given', async () => {
  const { browser } = await openFullShop();
  const visitor = browser();
  const { fields } = voteFormOf((await visitor.get('/products/boat')).text, 'boat');
  await visitor.post('/products/boat/vote').type('form').send(fields);
  expect(textOf((await visitor.get('/leaderboard')).text)).toContain('1 New Boat Beginner 1');
});

it('says so when nobody has voted, and leads to where one can', async () => {
  const { request, catalog } = await openFullShop();
  expect(textOf((await request.get('/leaderboard')).text)).toContain('Nobody has voted yet.');
  const { status, text } = await request.get('/leaderboard?window=24h');
  expect(status).toBe(200);
  expect(textOf(text)).toContain('Nobody has voted in this time.');
  expect(linksOf(text)).toContain('/');
  expect(catalog.requests).toHaveLength(0);
});

describe('without a backend', () => {
  it('says that the votes are not there', async () => {
    const { request, voting } = await openFullShop();
    voting.become('error');
    const { status, text } = await request.get('/leaderboard');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('The votes are not available right now.');
    expect(textOf((await openShop({}).request.get('/leaderboard')).text)).toContain(
      'The votes are not part of this shop yet.',
    );
  });

  it('says that the models are not there', async () => {
    const { request, catalog } = await openShopWithBoard(board);
    catalog.become('error');
    const { status, text } = await request.get('/leaderboard');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('The models of the leaderboard are not available right now.');
  });

  it('shows no board whose data do not fit', async () => {
    const { request } = await openShopWithBoard([{ ...board[0], rank: 'first' }]);
    const { status, text } = await request.get('/leaderboard');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('The votes are not available right now.');
  });
});
