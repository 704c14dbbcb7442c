import type { Product, ProductPage, ProductSummary } from '../src/products/product-schemas.ts';
import { writeToken } from './catalog.ts';

export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

/** Sends a request and reads the answer's JSON; an empty body is `undefined`. */
export async function send<Body>(url: string, init?: RequestInit): Promise<Answer<Body>> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const body = (isJson && text !== '' ? JSON.parse(text) : text === '' ? undefined : text) as Body;
  return { status: response.status, headers: response.headers, body };
}

/** One page of products; fails unless the answer is 200. */
export async function page(serviceUrl: string, query = ''): Promise<ProductPage> {
  const answer = await send<ProductPage>(`${serviceUrl}/api/products${query}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** All products of a list, page by page; `between` runs after each page. */
export async function allPages(
  serviceUrl: string,
  query: string,
  between: (pageNumber: number) => Promise<void> = () => Promise.resolve(),
): Promise<ProductSummary[]> {
  const items: ProductSummary[] = [];
  let cursor: string | null = null;
  let pageNumber = 0;
  do {
    const next: ProductPage = await page(
      serviceUrl,
      `?${query}${cursor === null ? '' : `&cursor=${cursor}`}`,
    );
    items.push(...next.items);
    cursor = next.nextCursor;
    pageNumber += 1;
    await between(pageNumber);
  } while (cursor !== null);
  return items;
}

/** Sends a write, by default with the right token. */
export function write<Body = Product>(
  url: string,
  method: 'POST' | 'PATCH' | 'DELETE',
  { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> {
  return send<Body>(url, {
    method,
    headers: {
      authorization: `Bearer ${writeToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A complete product to create. */
export function newProduct(slug: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    slug,
    name: 'Test Crane',
    categorySlug: 'birds',
    kind: 'model',
    difficulty: 'easy',
    summary: 'A product of a test.',
    description: 'It is here to be tested.',
    history: 'Made by a test.',
    foldingMinutes: 10,
    paperSizeMm: 150,
    priceCents: 500,
    currency: 'EUR',
    ...changes,
  };
}
