import { randomUUID } from 'node:crypto';
import { sign } from 'cookie-signature';
import { expect, it } from 'vitest';
import { crane, openFullShop } from './full-shop.ts';
import { voteFormOf } from './page.ts';
import { testSecret } from './shop.ts';

const vote = { action: 'vote', productId: crane.id, from: 'product' };
const olderSecret = 'the secret before, long enough ..';

const cookieOf = (voterId: string, secret: string): string =>
  `voter=${encodeURIComponent(sign(voterId, secret))}`;

function voterIdIn(setCookie: unknown): string {
  const cookie = Array.isArray(setCookie) ? String(setCookie[0]) : '';
  return /^voter=([\da-f-]{36})\./.exec(cookie)?.[1] ?? '';
}

it('is not handed out for looking', async () => {
  const { request } = await openFullShop();
  for (const path of ['/', '/products/crane', '/images/crane.svg', '/nothing']) {
    expect((await request.get(path)).headers['set-cookie'], path).toBeUndefined();
  }
});

it('is handed out with the first vote, out of reach of scripts and other sites, for a year', async () => {
  const { request } = await openFullShop();
  const { headers } = await request.post('/products/crane/vote').type('form').send(vote);
  expect(headers['set-cookie']).toHaveLength(1);
  const cookie = String(headers['set-cookie']);
  expect(cookie).toMatch(/^voter=[\da-f-]{36}\.[\w%]+; Max-Age=31536000; Path=\/; /);
  expect(cookie).toContain('; HttpOnly');
  expect(cookie).toContain('; SameSite=Lax');
  expect(cookie).not.toContain('; Secure');
});

it('is for https only where the visitor came over https', async () => {
  const behindProxy = await openFullShop({ config: { TRUSTED_PROXIES: 1 } });
  const secure = await behindProxy.request
    .post('/products/crane/vote')
    .set('x-forwarded-proto', 'https')
    .type('form')
    .send(vote);
  expect(String(secure.headers['set-cookie'])).toContain('; Secure');

  const { request } = await openFullShop();
  const plain = await request
    .post('/products/crane/vote')
    .set('x-forwarded-proto', 'https')
    .type('form')
    .send(vote);
  expect(String(plain.headers['set-cookie'])).not.toContain('; Secure');
});

it('names the same voter from then on', async () => {
  const { browser, voting } = await openFullShop();
  const visitor = browser();
  const first = await visitor.post('/products/crane/vote').type('form').send(vote);
  const voterId = voterIdIn(first.headers['set-cookie']);
  await visitor.get('/products/crane');
  expect(voting.requests.map(({ headers }) => headers['x-voter-id'])).toEqual([voterId, voterId]);
});

it.each([
  ['signed with another secret', cookieOf(randomUUID(), 'a secret that is not the one of ours')],
  ['not signed', `voter=${randomUUID()}`],
  ['signed, but no UUID', cookieOf('1 OR 1=1', testSecret)],
  ['cut off', cookieOf(randomUUID(), testSecret).slice(0, -8)],
  ['empty', 'voter='],
  ['malformed', 'voter=%E0%A4%A; =;;; voter'],
])('is ignored and replaced when it is %s', async (_what, cookie) => {
  const { request, voting } = await openFullShop();
  const page = await request.get('/products/crane').set('cookie', cookie);
  expect(page.status).toBe(200);
  expect(voting.requests[0]?.headers['x-voter-id']).toBeUndefined();
  const answer = await request.post('/products/crane/vote').set('cookie', cookie).type('form').send(vote);
  const voterId = voterIdIn(answer.headers['set-cookie']);
  expect(voterId).not.toBe('');
  expect(cookie).not.toContain(voterId);
});

it('signed with an older secret is known, and signed anew with the next vote', async () => {
  const { request, voting } = await openFullShop({ cookieSecrets: [testSecret, olderSecret] });
  const voterId = randomUUID();
  const answer = await request
    .post('/products/crane/vote')
    .set('cookie', cookieOf(voterId, olderSecret))
    .type('form')
    .send(vote);
  expect(voting.requests[0]?.headers['x-voter-id']).toBe(voterId);
  expect(String(answer.headers['set-cookie']).startsWith(cookieOf(voterId, testSecret))).toBe(true);
});

it('signed with a secret that was withdrawn is forgotten', async () => {
  const { request, voting } = await openFullShop({ cookieSecrets: [testSecret] });
  await request.get('/').set('cookie', cookieOf(randomUUID(), olderSecret));
  expect(voting.requests[0]?.headers['x-voter-id']).toBeUndefined();
});

it('is not renewed by taking a vote back', async () => {
  const { request } = await openFullShop();
  const answer = await request
    .post('/products/crane/vote')
    .set('cookie', cookieOf(randomUUID(), testSecret))
    .type('form')
    .send({ ...vote, action: 'take-back' });
  expect(answer.status).toBe(303);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

it('never shows its voter id in a page or a log', async () => {
  const { request, voting, log } = await openFullShop();
  const { fields } = voteFormOf((await request.get('/products/crane')).text, 'crane');
  const answer = await request.post('/products/crane/vote').type('form').send(fields);
  const cookie = String(answer.headers['set-cookie']);
  const voterId = voterIdIn(answer.headers['set-cookie']);
  expect(voterId).not.toBe('');
  expect(voterId).not.toBe(fields['ticket']);
  const pages = [];
  for (const path of ['/', '/products/crane', '/nothing']) {
    pages.push((await request.get(path).set('cookie', cookie)).text);
  }
  voting.become('error');
  pages.push((await request.get('/products/crane').set('cookie', cookie)).text);
  pages.push(
    (await request.post('/products/crane/vote').set('cookie', cookie).type('form').send(fields)).text,
  );
  for (const page of pages) expect(page).not.toContain(voterId);
  expect(log.lines().length).toBeGreaterThan(5);
  expect(log.text()).not.toContain(voterId);
});
