import type { RequestListener, ServerResponse } from 'node:http';
import { startStandIn, type StandIn } from '@foldline/service-kit/testing/stand-in';
import { onTestFinished } from 'vitest';
import type { ProductDetails } from '../src/backends/product.ts';

export interface StandIns {
  catalog: StandIn;
  voting: StandIn;
  recommendation: StandIn;
}

const latenessMs = 5000;

/**
 * The three backends, selling the given products, until the test is finished.
 *
 * @param late those that answer as they should, but only after five seconds
 */
export async function startStandIns(
  products: readonly ProductDetails[],
  late: readonly (keyof StandIns)[] = [],
): Promise<StandIns> {
  const inTime = (name: keyof StandIns, answer: RequestListener): RequestListener =>
    late.includes(name) ? delayed(answer) : answer;
  const [catalog, voting, recommendation] = await Promise.all([
    startStandIn(inTime('catalog', catalogOf(products))),
    startStandIn(inTime('voting', countVotes())),
    startStandIn(inTime('recommendation', recommendationOf(products))),
  ]);
  onTestFinished(async () => {
    await Promise.all([catalog.close(), voting.close(), recommendation.close()]);
  });
  return { catalog, voting, recommendation };
}

function delayed(answer: RequestListener): RequestListener {
  return (request, response) => {
    setTimeout(() => {
      answer(request, response);
    }, latenessMs).unref();
  };
}

export const picture = '<svg xmlns="http://www.w3.org/2000/svg"><title>A picture</title></svg>';
const pictureTag = '"picture-1"';
const productsPerPage = 2;

function catalogOf(products: readonly ProductDetails[]): RequestListener {
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://catalog');
    const slug = decodeURIComponent(pathname.split('/').at(-1) ?? '').replace(/\.svg$/, '');
    const found = products.find((product) => product.slug === slug);
    if (pathname === '/livez') {
      sendJson(response, { status: 'alive' });
    } else if (pathname === '/api/products') {
      const start = Number(searchParams.get('cursor') ?? 0);
      const end = start + productsPerPage;
      if (Number.isNaN(start)) sendJson(response, {}, 400);
      else
        sendJson(response, {
          items: products.slice(start, end),
          nextCursor: end < products.length ? String(end) : null,
        });
    } else if (!found) {
      sendJson(response, {}, 404);
    } else if (pathname.startsWith('/images/')) {
      const isForGood = searchParams.get('v') === 'v1';
      response.setHeader('etag', pictureTag);
      response.setHeader('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (request.headers['if-none-match'] === pictureTag) response.writeHead(304).end();
      else response.writeHead(200, { 'content-type': 'image/svg+xml; charset=utf-8' }).end(picture);
    } else {
      sendJson(response, found);
    }
  };
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
    const productId = pathname.split('/')[3] ?? '';
    const votes = voters.get(productId) ?? new Set();
    voters.set(productId, votes);
    if (request.method === 'PUT') votes.add(String(voter));
    else votes.delete(String(voter));
    sendJson(response, tally(productId));
  };
}

function recommendationOf(products: readonly ProductDetails[]): RequestListener {
  return (request, response) => {
    if (request.url === '/api/daily') {
      sendJson(response, { date: '2026-11-24', product: products[0], stale: false });
    } else {
      sendJson(response, { items: products.slice(1), stale: false });
    }
  };
}

/** Sends JSON as a backend does. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
