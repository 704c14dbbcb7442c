import { failures } from '@foldline/service-kit/testing/stand-in';
import { describe, expect, it } from 'vitest';
import { crane, dragon, openFullShop } from './full-shop.ts';
import { textOf, voteFormOf } from './page.ts';

const vote = { action: 'vote', productId: crane.id, from: 'product' };

it('votes, shows the own vote, and takes it back', async () => {
  const { browser } = await openFullShop();
  const visitor = browser();
  const before = voteFormOf((await visitor.get('/products/crane')).text, 'crane');
  const voted = await visitor.post('/products/crane/vote').type('form').send(before.fields);
  expect(voted.status).toBe(303);
  expect(voted.headers['location']).toBe('/products/crane');

  const after = await visitor.get('/products/crane');
  expect(textOf(after.text)).toContain('Take back your vote for Crane 1 vote, yours');
  const takeBack = voteFormOf(after.text, 'crane').fields;
  expect(takeBack['action']).toBe('take-back');
  expect(takeBack['ticket']).toBeUndefined();
  await visitor.post('/products/crane/vote').type('form').send(takeBack);
  expect(textOf((await visitor.get('/products/crane')).text)).toContain('Vote for Crane 0 votes');
});

it('leads back to the place in the list from which the vote came', async () => {
  const { browser } = await openFullShop();
  const visitor = browser();
  const { fields } = voteFormOf((await visitor.get('/?cursor=2')).text, 'dragon');
  const voted = await visitor.post('/products/dragon/vote').type('form').send(fields);
  expect(voted.headers['location']).toBe('/?cursor=2#product-dragon');
  const list = await visitor.get('/?cursor=2');
  expect(list.text).toContain('id="product-dragon"');
  expect(textOf(list.text)).toContain(`Take back your vote for ${dragon.name}`);
});

it('counts a double click once, although its second request has no cookie either', async () => {
  const { request, browser } = await openFullShop();
  const { fields } = voteFormOf((await request.get('/products/crane')).text, 'crane');
  const answers = await Promise.all(
    [1, 2].map(() => request.post('/products/crane/vote').type('form').send(fields)),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(textOf((await browser().get('/products/crane')).text)).toContain('1 vote');
});

it('counts two visitors as two', async () => {
  const { request } = await openFullShop();
  for (let visitor = 1; visitor <= 2; visitor += 1) {
    const { fields } = voteFormOf((await request.get('/products/crane')).text, 'crane');
    await request.post('/products/crane/vote').type('form').send(fields);
  }
  expect(textOf((await request.get('/products/crane')).text)).toContain('2 votes');
});

it("tells voting the visitor's address, not its own", async () => {
  const { request, voting } = await openFullShop({ config: { TRUSTED_PROXIES: 1 } });
  await request.post('/products/crane/vote').set('x-forwarded-for', '203.0.113.7').type('form').send(vote);
  expect(voting.requests[0]?.headers['x-forwarded-for']).toBe('203.0.113.7');
});

it('believes no proxy unless it is told to', async () => {
  const { request, voting } = await openFullShop();
  await request.post('/products/crane/vote').set('x-forwarded-for', '203.0.113.7').type('form').send(vote);
  expect(voting.requests[0]?.headers['x-forwarded-for']).toMatch(/127\.0\.0\.1$/);
});

it('hands the request id on to voting', async () => {
  const { request, voting } = await openFullShop();
  await request.post('/products/crane/vote').set('x-request-id', 'vote-1').type('form').send(vote);
  expect(voting.requests[0]?.headers['x-request-id']).toBe('vote-1');
});

describe('a vote that fails', () => {
  it.each(failures)(
    'because voting is %s leads back with a notice, and without a cookie',
    async (failure) => {
      const { request, voting } = await openFullShop({ backendTimeoutMs: 300 });
      voting.become(failure);
      const answer = await request.post('/products/crane/vote').type('form').send(vote);
      expect(answer.status).toBe(303);
      expect(answer.headers['location']).toBe('/products/crane?notice=vote-failed');
      expect(answer.headers['set-cookie']).toBeUndefined();
      voting.become('well');
      const page = await request.get('/products/crane?notice=vote-failed');
      expect(textOf(page.text)).toContain('Your vote could not be counted just now.');
    },
  );

  it('keeps its place in the list', async () => {
    const { request, voting } = await openFullShop();
    voting.become('error');
    const answer = await request
      .post('/products/crane/vote')
      .type('form')
      .send({ ...vote, from: 'home', cursor: '2' });
    expect(answer.headers['location']).toBe('/?cursor=2&notice=vote-failed#product-crane');
  });
});

it.each(['/', '/products/crane'])('shows on %s no notice of which it does not know', async (path) => {
  const { request } = await openFullShop();
  for (const notice of ['You+won', 'toString', '__proto__', 'vote-failed&notice=vote-failed']) {
    const { status, text } = await request.get(`${path}?notice=${notice}`);
    expect(status).toBe(200);
    expect(text).not.toContain('role="status"');
    expect(text).not.toContain('You won');
  }
});
