import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { crane, openFullShop } from './full-shop.ts';
import { linksOf } from './page.ts';
import { openShop, type Shop } from './shop.ts';
import { sendJson } from './stand-ins.ts';

const vote = { action: 'vote', productId: crane.id, from: 'home' };

describe('a vote from another site', () => {
  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: 'not an origin' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' },
  ])('is refused: %j', async (headers) => {
    const { request, voting } = await openFullShop();
    const answer = await request.post('/products/crane/vote').set(headers).type('form').send(vote);
    expect(answer.status).toBe(403);
    expect(linksOf(answer.text)).toContain('/');
    expect(voting.requests).toHaveLength(0);
  });

  it.each([
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://shop.test', host: 'shop.test' },
  ])('is told from one of our own: %j', async (headers) => {
    const { request } = await openFullShop();
    const answer = await request.post('/products/crane/vote').set(headers).type('form').send(vote);
    expect(answer.status).toBe(303);
  });
});

it.each([
  'https://example.com',
  '//example.com',
  '/\\example.com',
  'home?x=//example.com',
  'javascript:alert(1)',
  '\r\nlocation: https://example.com',
])('leads nowhere else, whatever the form says: %j', async (elsewhere) => {
  const { request } = await openFullShop();
  for (const fields of [{ from: elsewhere }, { from: 'home', cursor: elsewhere }, { return: elsewhere }]) {
    const answer = await request
      .post('/products/crane/vote')
      .type('form')
      .send({ ...vote, ...fields });
    expect(answer.status).toBe(303);
    expect(['/#product-crane', '/products/crane']).toContain(answer.headers['location']);
  }
});

it.each(['%2F%2Fexample.com', '..%2F..%2Fexample.com', '%5Cexample.com', '@example.com'])(
  'leads nowhere else, whatever the address says: %s',
  async (slug) => {
    const { request } = await openFullShop();
    for (const from of ['home', 'product']) {
      const answer = await request
        .post(`/products/${slug}/vote`)
        .type('form')
        .send({ ...vote, from });
      expect(answer.status).toBe(303);
      expect(answer.headers['location']).toMatch(/^\/(#product-|products\/)[^/\\]*$/);
    }
  },
);

describe('a form that is not ours', () => {
  it.each([
    {},
    { ...vote, action: 'explode' },
    { ...vote, productId: 'crane' },
    { ...vote, productId: `${crane.id}/../x` },
    { ...vote, productId: [crane.id, crane.id] },
    { ...vote, action: ['vote', 'take-back'] },
    { ...vote, ticket: 'mine' },
  ])('is 400: %j', async (fields) => {
    const { request, voting } = await openFullShop();
    const answer = await request.post('/products/crane/vote').type('form').send(fields);
    expect(answer.status).toBe(400);
    expect(voting.requests).toHaveLength(0);
  });

  it('is 415 as anything but a form', async () => {
    const { request } = await openFullShop();
    expect((await request.post('/products/crane/vote').send(vote)).status).toBe(415);
    expect((await request.post('/products/crane/vote').type('text/plain').send('action=vote')).status).toBe(
      415,
    );
    expect((await request.post('/products/crane/vote')).status).toBe(415);
  });

  it('is 415 in a charset or an encoding that nobody reads', async () => {
    const { request } = await openFullShop();
    const form = (): ReturnType<typeof request.post> => request.post('/products/crane/vote').type('form');
    expect((await form().type('application/x-www-form-urlencoded; charset=klingon').send(vote)).status).toBe(
      415,
    );
    expect((await form().set('content-encoding', 'paper').send(vote)).status).toBe(415);
  });

  it('is 413 if it is too large', async () => {
    const { request } = await openFullShop();
    const answer = await request
      .post('/products/crane/vote')
      .type('form')
      .send({ ...vote, more: 'x'.repeat(5000) });
    expect(answer.status).toBe(413);
  });

  it('is 413 if it has too many fields', async () => {
    const { request } = await openFullShop();
    const fields = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, '1']));
    expect((await request.post('/products/crane/vote').type('form').send(fields)).status).toBe(413);
  });
});

/** The frontend before a voting that answers every request with one status. */
async function openShopWithVoting(status: number, headers: Record<string, string> = {}): Promise<Shop> {
  const voting = createServer((_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendJson(response, {}, status);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void voting.close());
  await once(voting, 'listening');
  return openShop({ VOTING_URL: `http://127.0.0.1:${(voting.address() as AddressInfo).port}` });
}

it.each([
  [429, 'vote-limited'],
  [404, 'vote-unknown'],
  [400, 'vote-failed'],
])('answers a %i of voting with the notice %s', async (status, notice) => {
  const { request } = await openShopWithVoting(status);
  const answer = await request.post('/products/crane/vote').type('form').send(vote);
  expect(answer.headers['location']).toBe(`/?notice=${notice}#product-crane`);
});

it('tells a script after how many seconds voting takes votes again', async () => {
  const { request } = await openShopWithVoting(429, { 'retry-after': '7' });
  const form = request.post('/products/crane/vote').type('form').accept('application/json');
  const answer = await form.send(vote);
  expect({ status: answer.status, after: answer.headers['retry-after'] }).toEqual({
    status: 429,
    after: '7',
  });
});
