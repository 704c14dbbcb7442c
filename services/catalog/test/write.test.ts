import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Product } from '../src/products/product-schemas.ts';
import { newProduct, send, write, type Answer } from './api.ts';
import { startCatalog, writeToken, type Catalog } from './catalog.ts';

let database: TestDatabase;
let catalog: Catalog;
let products: string;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalog({ databaseUrl: database.url });
  products = `${catalog.url}/api/products`;
});
afterAll(async () => {
  await catalog.close();
  await database.drop();
});

async function create(slug: string, changes: Record<string, unknown> = {}): Promise<Answer<Product>> {
  const answer = await write(products, 'POST', { body: newProduct(slug, changes) });
  expect(answer.status).toBe(201);
  return answer;
}

function etagOf({ headers }: Answer): string {
  return headers.get('etag') ?? '';
}

test('a created product is answered, located and there', async () => {
  const created = await create('created', { name: '  Cre\u0301ated ', description: 'One.\r\nTwo.' });
  expect(created.headers.get('location')).toBe('/api/products/created');
  expect(Value.Errors(Product, created.body)).toEqual([]);
  expect(created.body).toMatchObject({
    name: 'Créated',
    description: 'One.\nTwo.',
    category: { slug: 'birds' },
  });
  const read = await send(`${products}/created`);
  expect(read.body).toEqual(created.body);
  expect(etagOf(read)).toBe(etagOf(created));
});

test('creating the same again changes nothing; other content is refused', async () => {
  const picture = {
    layers: [
      {
        paper: { front: '#ff0000', back: '#00ff00' },
        facets: [
          {
            side: 'front',
            light: -0,
            points: [
              [0, 0],
              [1.5, 100],
              [100, 0],
            ],
          },
        ],
      },
    ],
  };
  const first = await create('again', { picture });
  const second = await write(products, 'POST', { body: newProduct('again', { picture }) });
  expect(second).toMatchObject({ status: 200, body: first.body });
  expect(etagOf(second)).toBe(etagOf(first));
  expect(second.headers.get('location')).toBeNull();
  for (const changes of [{ picture, priceCents: 501 }, {}]) {
    const other = await write(products, 'POST', { body: newProduct('again', changes) });
    expect(other).toMatchObject({ status: 409, body: { code: 'conflict' } });
  }
});

test('of fifty that create the same product at once, one does, and all learn of it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => write(products, 'POST', { body: newProduct('at-once') })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
});

test('of many that create different products under one slug at once, one does', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      write(products, 'POST', { body: newProduct('contested', { priceCents: 100 + n }) }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
});

test('a change changes what it names', async () => {
  const { body, headers } = await create('changed');
  const changed = await write(`${products}/changed`, 'PATCH', {
    body: { priceCents: 777, categorySlug: 'boxes', currency: 'JPY' },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  expect(changed.status).toBe(200);
  expect(changed.body).toEqual({
    ...body,
    priceCents: 777,
    currency: 'JPY',
    category: { slug: 'boxes', name: 'Boxes' },
    updatedAt: changed.body.updatedAt,
  });
  expect(Date.parse(changed.body.updatedAt)).toBeGreaterThan(Date.parse(body.updatedAt));
  const read = await send(`${products}/changed`);
  expect(read.body).toEqual(changed.body);
  expect(etagOf(read)).toBe(etagOf(changed));
  expect(etagOf(read)).not.toBe(headers.get('etag'));
});

test('of many that change the same version at once, one does', async () => {
  const seen = { 'if-match': etagOf(await create('raced')) };
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      write(`${products}/raced`, 'PATCH', { body: { priceCents: 1000 + n }, headers: seen }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
  const winner = answers.find(({ status }) => status === 200);
  expect((await send(`${products}/raced`)).body).toEqual(winner?.body);
});

test.each(['PATCH', 'DELETE'] as const)('%s needs to know what it changes', async (method) => {
  const slug = `seen-${method.toLowerCase()}`;
  const tag = etagOf(await create(slug));
  const body = method === 'PATCH' ? { body: { priceCents: 1 } } : {};
  const attempt = (headers: Record<string, string>, at = slug): Promise<Answer> =>
    write(`${products}/${at}`, method, { ...body, headers });
  expect(await attempt({})).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
  for (const stale of ['"other"', `W/${tag}`, 'nonsense']) {
    expect(await attempt({ 'if-match': stale })).toMatchObject({
      status: 412,
      body: { code: 'precondition-failed' },
    });
  }
  expect(await attempt({ 'if-match': tag }, 'no-such-product')).toMatchObject({ status: 404 });
  expect((await attempt({ 'if-match': `"other", ${tag}` })).status).toBe(method === 'PATCH' ? 200 : 204);
});

test('a deleted product is gone, and its slug is free', async () => {
  const first = await create('gone');
  const deleted = await write(`${products}/gone`, 'DELETE', { headers: { 'if-match': etagOf(first) } });
  expect(deleted).toMatchObject({ status: 204, body: undefined });
  expect((await send(`${products}/gone`)).status).toBe(404);
  const second = await create('gone');
  expect(second.body.id).not.toBe(first.body.id);
});

const wrongFields: [string, Record<string, unknown>][] = [
  ['/slug', { slug: 'Not A Slug' }],
  ['/slug', { slug: undefined }],
  ['/name', { name: '' }],
  ['/name', { name: '   ' }],
  ['/name', { name: 'x'.repeat(81) }],
  ['/name', { name: 'a\u0000b' }],
  ['/name', { name: 'two\nlines' }],
  ['/name', { name: 7 }],
  ['/categorySlug', { categorySlug: 'spacecraft' }],
  ['/kind', { kind: 'boat' }],
  ['/difficulty', { difficulty: 'impossible' }],
  ['/summary', { summary: 'x'.repeat(201) }],
  ['/description', { description: 'half a \ud83d pair' }],
  ['/history', { history: null }],
  ['/foldingMinutes', { foldingMinutes: 0 }],
  ['/foldingMinutes', { foldingMinutes: '10' }],
  ['/paperSizeMm', { paperSizeMm: 9.5 }],
  ['/priceCents', { priceCents: 0 }],
  ['/priceCents', { priceCents: 1e12 }],
  ['/currency', { currency: 'eur' }],
  ['/currency', { currency: 'XQQ' }],
  ['/picture/layers', { picture: { layers: [] } }],
  ['/id', { id: '00000000-0000-4000-8000-000000000000' }],
];

test.each(wrongFields)('%s is refused: %j', async (pointer, changes) => {
  const answer = await write<{ errors: { pointer: string }[] }>(products, 'POST', {
    body: newProduct('refused', changes),
  });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code: 'invalid-request' });
  expect(new Set(answer.body.errors.map((error) => error.pointer))).toEqual(new Set([pointer]));
  expect((await send(`${products}/refused`)).status).toBe(404);
});

test('every wrong field is named', async () => {
  const body = newProduct('Wrong', {
    name: ' ',
    categorySlug: 'spacecraft',
    currency: 'XQQ',
    colour: 'red',
    kind: undefined,
  });
  const answer = await write<{ errors: { pointer: string }[] }>(products, 'POST', { body });
  expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual([
    '/categorySlug',
    '/colour',
    '/currency',
    '/kind',
    '/name',
    '/slug',
  ]);
});

test.each([
  ['/slug', { slug: 'other' }],
  ['/categorySlug', { categorySlug: 'spacecraft' }],
  ['', {}],
])('a change to %s is refused', async (pointer, body) => {
  const answer = await write(`${products}/orizuru-crane`, 'PATCH', { body, headers: { 'if-match': '*' } });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test.each([
  [415, { 'content-type': 'text/plain' }, 'text'],
  [400, { 'content-type': 'application/json' }, '{"slug": '],
  [400, { 'content-type': 'application/json' }, ''],
  [400, { 'content-type': 'application/json' }, '[]'],
  [400, { 'content-type': 'application/json' }, 'null'],
  [413, { 'content-type': 'application/json' }, JSON.stringify({ name: 'x'.repeat(70_000) })],
])('answers %i to a body that is no product', async (status, headers, body) => {
  const answer = await send(products, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${writeToken}` },
    body,
  });
  expect(answer).toMatchObject({ status, body: { status } });
});

test.each([
  ['no token', {}, 'Bearer realm="catalog"'],
  ['another scheme', { authorization: `Basic ${writeToken}` }, 'Bearer realm="catalog"'],
  ['another token', { authorization: 'Bearer wrong' }, 'Bearer realm="catalog", error="invalid_token"'],
  [
    'half the token',
    { authorization: `Bearer ${writeToken.slice(0, 8)}` },
    'Bearer realm="catalog", error="invalid_token"',
  ],
])('with %s nothing is written', async (_what, headers, challenge) => {
  for (const [method, path] of [
    ['POST', ''],
    ['PATCH', '/orizuru-crane'],
    ['DELETE', '/orizuru-crane'],
  ] as const) {
    const answer = await send(`${products}${path}`, { method, headers: { 'if-match': '*', ...headers } });
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  }
  expect((await send(`${products}/orizuru-crane`)).status).toBe(200);
});

test('without a configured token there is nothing that writes', async () => {
  const readOnly = await startCatalog({ databaseUrl: database.url, env: { WRITE_TOKEN: '' } });
  const answer = await write(`${readOnly.url}/api/products`, 'POST', { body: newProduct('unwanted') });
  expect(answer).toMatchObject({ status: 405, body: { detail: '/api/products answers GET, HEAD only.' } });
  const { body } = await send<{ paths: Record<string, object> }>(`${readOnly.url}/openapi.json`);
  expect(Object.keys(body.paths['/api/products'] ?? {})).toEqual(['get']);
  await readOnly.close();
});
