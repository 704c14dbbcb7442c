import { failures } from '@foldline/service-kit/testing/stand-in';
import { describe, expect, it } from 'vitest';
import { crane, openFullShop } from './full-shop.ts';

const vote = { action: 'vote', productId: crane.id, from: 'product' };
const path = `/products/${crane.slug}/vote`;

it('answers a script with the tally, and the visitor with the same cookie', async () => {
  const { browser } = await openFullShop();
  const visitor = browser();
  const voted = await visitor.post(path).accept('json').type('form').send(vote);
  expect(voted.status).toBe(200);
  expect(voted.body).toEqual({ votes: 1, voted: true });
  expect(voted.headers['cache-control']).toBe('no-store');
  expect(voted.headers['vary']).toMatch(/^Accept,/);
  expect(voted.headers['set-cookie']?.[0]).toMatch(/^voter=.*HttpOnly.*SameSite=Lax/);
  const again = await visitor.post(path).accept('json').type('form').send(vote);
  expect(again.body).toEqual({ votes: 1, voted: true });
  const takenBack = await visitor
    .post(path)
    .accept('json')
    .type('form')
    .send({ ...vote, action: 'take-back' });
  expect(takenBack.body).toEqual({ votes: 0, voted: false });
});

it.each(['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', '*/*'])(
  'leads a browser that takes %s back to its page',
  async (accept) => {
    const { request } = await openFullShop();
    const answer = await request.post(path).set('accept', accept).type('form').send(vote);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/products/${crane.slug}`]);
  },
);

describe('a vote that is not counted is answered with problem details', () => {
  it.each(failures)('because voting is %s', async (failure) => {
    const { request, voting } = await openFullShop({ backendTimeoutMs: 300 });
    voting.become(failure);
    const answer = await request.post(path).accept('json').type('form').send(vote);
    expect(answer.status).toBe(503);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      status: 503,
      code: 'unavailable',
      detail: 'Your vote could not be counted just now. Try again in a moment.',
      requestId: answer.headers['x-request-id'],
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('because it comes from another site', async () => {
    const { request, voting } = await openFullShop();
    const answer = await request
      .post(path)
      .set('sec-fetch-site', 'cross-site')
      .accept('json')
      .type('form')
      .send(vote);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'forbidden' });
    expect(voting.requests).toHaveLength(0);
  });

  it('because it is not complete', async () => {
    const { request } = await openFullShop();
    const answer = await request
      .post(path)
      .accept('application/problem+json')
      .type('form')
      .send({ ...vote, productId: 'crane' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request' });
  });
});
