import type { RequestListener, ServerResponse } from 'node:http';
import { startStandIn, type StandIn } from '@foldline/service-kit/testing/stand-in';
import { onTestFinished } from 'vitest';
import type { ProductDetails } from '../src/backends/product.ts';

export interface StandIns {
  catalog: StandIn;
  voting: StandIn;
  recommendation: StandIn;
}

/** The three backends, selling the given products, until the test is finished. */
export async function startStandIns(products: readonly ProductDetails[]): Promise<StandIns> {
  const [catalog, voting, recommendation] = await Promise.all([
    startStandIn(catalogOf(products)),
    startStandIn(countVotes()),
    startStandIn(recommendationOf(products)),
  ]);
  onTestFinished(async () => {
    await Promise.all([catalog.close(), voting.close(), recommendation.close()]);
  });
  return { catalog, voting, recommendation };
}

export const picture = '<svg xmlns="http://www.w3.org/2000/svg"><title>A picture</title></svg>';
const pictureTag = '"picture-1"';
const productsPerPage = 2;
const mostWords = 10;

function catalogOf(products: readonly ProductDetails[]): RequestListener {
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://catalog');
    const slug = decodeURIComponent(pathname.split('/').at(-1) ?? '').replace(/\.svg$/, '');
    const found = products.find((product) => product.slug === slug);
    if (pathname === '/livez') {
      sendJson(response, { status: 'alive' });
    } else if (pathname === '/api/products') {
      const answer = listOf(products, searchParams);
      sendJson(response, answer ?? {}, answer ? 200 : 400);
    } else if (!found) {
      sendJson(response, {}, 404);
    } else if (pathname.startsWith('/images/')) {
      const isForGood = searchParams.get('v') === 'v1';
      response.setHeader('etag', pictureTag);
      response.setHeader('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (request.headers['if-none-match']?.endsWith(pictureTag)) response.writeHead(304).end();
      else response.writeHead(200, { 'content-type': 'image/svg+xml; charset=utf-8' }).end(picture);
    } else {
      sendJson(response, found);
    }
  };
}

/** A list as `GET /api/products` answers it; `undefined` for what it refuses. */
function listOf(products: readonly ProductDetails[], parameters: URLSearchParams): object | undefined {
  const ids = parameters.get('ids')?.split(',');
  if (ids) {
    return { items: products.filter(({ id }) => ids.includes(id)), nextCursor: null };
  }
  const words = (parameters.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const start = Number(parameters.get('cursor') ?? 0);
  if (Number.isNaN(start) || words.length > mostWords) return undefined;
  const category = parameters.get('category');
  const difficulty = parameters.get('difficulty');
  const matches = products.filter(
    (product) =>
      words.every((word) => product.name.toLowerCase().includes(word)) &&
      (category === null || categorySlug(product) === category) &&
      (difficulty === null || product.difficulty === difficulty),
  );
  if (parameters.get('sort') === 'name') matches.sort((a, b) => a.name.localeCompare(b.name));
  const end = start + productsPerPage;
  return {
    items: matches.slice(start, end),
    nextCursor: end < matches.length ? String(end) : null,
    ...(parameters.get('include') === 'categories' ? { categories: categoriesOf(products) } : {}),
  };
}

function categoriesOf(products: readonly ProductDetails[]): object[] {
  const names = new Map(products.map((product) => [categorySlug(product), product.category.name]));
  return [...names].map(([slug, name]) => ({
    slug,
    name,
    products: products.filter((product) => categorySlug(product) === slug).length,
  }));
}

function categorySlug({ category }: ProductDetails): string {
  return category.name.toLowerCase();
}

function countVotes(): RequestListener {
  const voters = new Map<string, Set<string>>();
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://voting');
    const voter = request.headers['x-voter-id'];
    const tally = (productId: string): object => ({
      productId,
      votes: voters.get(productId)?.size ?? 0,
      ...(typeof voter === 'string' ? { voted: voters.get(productId)?.has(voter) ?? false } : {}),
    });
    if (pathname === '/api/votes') {
      sendJson(response, { items: (searchParams.get('productIds') ?? '').split(',').map(tally) });
      return;
    }
    if (pathname === '/api/leaderboard') {
      sendJson(response, { window: searchParams.get('window'), asOf, items: leaderboardOf(voters) });
      return;
    }
    const productId = pathname.split('/')[3] ?? '';
    const votes = voters.get(productId) ?? new Set();
    voters.set(productId, votes);
    if (request.method === 'PUT') votes.add(String(voter));
    else votes.delete(String(voter));
    sendJson(response, tally(productId));
  };
}

/** When the votes of a leaderboard were counted. */
export const asOf = '2026-11-24T09:30:00.000Z';

function leaderboardOf(voters: ReadonlyMap<string, ReadonlySet<string>>): object[] {
  const counts = [...voters].map(([productId, { size }]) => ({ productId, votes: size }));
  return counts
    .filter(({ votes }) => votes > 0)
    .sort((a, b) => b.votes - a.votes)
    .map((item) => ({
      ...item,
      rank: 1 + counts.filter(({ votes }) => votes > item.votes).length,
      previousRank: null,
    }));
}

function recommendationOf(products: readonly ProductDetails[]): RequestListener {
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://recommendation');
    if (pathname === '/api/highlights') {
      const daily = products[0];
      const trending = products.slice(0, Math.min(2, Number(searchParams.get('trending'))));
      if (!daily) sendJson(response, {}, 404);
      else
        sendJson(response, {
          date: '2026-11-24',
          daily,
          trending: trending.map((product, index) => ({ product, score: 2 - index })),
          stale: false,
        });
    } else {
      sendJson(response, { items: products.slice(1), stale: false });
    }
  };
}

/** Sends JSON as a backend does. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
