import { createTestDatabase } from '@foldline/local-postgres/testing';
import type { ServiceProcess } from '@foldline/service-kit/testing/service-process';
import supertest from 'supertest';
import { expect, it, onTestFinished } from 'vitest';
import { linksOf, textOf, voteFormOf } from './page.ts';
import { startService } from './service-process.ts';
import { weightOf } from './wire.ts';

async function startWithDatabase(name: string, env: Record<string, string> = {}): Promise<ServiceProcess> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return startService(name, { DATABASE_URL: database.url, MIGRATE_ON_START: 'true', ...env });
}

it('finds, opens, votes, sees it and takes it back, with the real services', async () => {
  const catalog = await startWithDatabase('catalog');
  const voting = await startWithDatabase('voting', { CATALOG_URL: catalog.url });
  const recommendation = await startService('recommendation', {
    CATALOG_URL: catalog.url,
    VOTING_URL: voting.url,
  });
  const backends = {
    CATALOG_URL: catalog.url,
    VOTING_URL: voting.url,
    RECOMMENDATION_URL: recommendation.url,
    COOKIE_SECRETS: 'a secret that is long enough for this',
    PAGE_BUDGET_MS: '10000',
    BACKEND_TIMEOUT_MS: '10000',
  };
  const frontend = await startService('frontend', backends);
  const visitor = supertest.agent(frontend.url);

  const home = await visitor.get('/').expect(200);
  expect(textOf(home.text)).not.toContain('not available');
  expect(textOf(home.text)).toContain('Origami of the day');
  const status = await visitor.get('/status.json').expect(200);
  const ready = expect.objectContaining({ state: 'ready', version: '0.0.0-local' }) as object;
  expect(status.body).toMatchObject({ environment: 'local', services: [ready, ready, ready, ready] });
  const { parts, bytes } = await weightOf(new URL('/', frontend.url).href);
  expect(parts.map((part) => part.split(/[.?]/)[0])).toEqual(
    expect.arrayContaining(['/assets/style', '/assets/script', expect.stringMatching(/^\/images\//)]),
  );
  expect(bytes).toBeLessThan(60_000);
  const cards = linksOf(home.text).filter((href) => href.startsWith('/products/'));
  expect(new Set(cards).size).toBeGreaterThanOrEqual(12);
  const next = linksOf(home.text).find((href) => href.startsWith('/?cursor=')) ?? '';
  const more = await visitor.get(next).expect(200);
  const further = linksOf(more.text).filter((href) => href.startsWith('/products/'));
  expect(further.length).toBeGreaterThan(0);
  await visitor.get('/?cursor=forged').expect(404);

  const address = further[0] ?? '';
  const slug = address.replace('/products/', '');
  const page = await visitor.get(address).expect(200);
  expect(textOf(page.text)).not.toContain('not available');
  expect(textOf(page.text)).toContain('0 votes');
  expect(textOf(page.text)).toContain('Folds like this one');

  const pictureAddress = /<img src="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const picture = await visitor
    .get(pictureAddress)
    .expect(200)
    .expect('cache-control', /immutable/);
  expect((picture.body as Buffer).toString()).toContain('<svg');
  await visitor
    .get(pictureAddress)
    .set('if-none-match', picture.headers['etag'] ?? '')
    .expect(304);

  // The form in the list leads back to the list.
  const vote = voteFormOf(more.text, slug).fields;
  const voted = await visitor.post(`${address}/vote`).type('form').send(vote).expect(303);
  expect(voted.headers['location']).toBe(`${next}#product-${slug}`);
  expect(textOf((await visitor.get(next)).text)).toContain('1 vote, yours');
  const own = await visitor.get(address);
  expect(textOf(own.text)).toContain('1 vote, yours');
  expect(textOf((await supertest(frontend.url).get(address)).text)).toContain('1 vote ');

  const board = await visitor.get('/leaderboard?window=24h').expect(200);
  expect(textOf(board.text)).toContain('1 New');
  expect(linksOf(board.text)).toContain(address);

  const category = linksOf(home.text).find((href) => href.startsWith('/search?category=')) ?? '';
  const found = await visitor.get(`${category}&sort=name`).expect(200);
  expect(linksOf(found.text).some((href) => href.startsWith('/products/'))).toBe(true);
  const word = slug.split('-')[0] ?? '';
  expect(linksOf((await visitor.get(`/search?q=${word}`).expect(200)).text)).toContain(address);
  await visitor.get('/search?q=a&cursor=forged').expect(404);
  await visitor.get('/search?category=no-such-category').expect(404);

  // The voter is kept over a restart.
  expect(await frontend.stop()).toBe(0);
  const restarted = await startService('frontend', { ...backends, PORT: new URL(frontend.url).port });
  expect(restarted.url).toBe(frontend.url);
  const takeBack = voteFormOf((await visitor.get(address)).text, slug).fields;
  expect(takeBack['action']).toBe('take-back');
  await visitor.post(`${address}/vote`).type('form').send(takeBack).expect(303).expect('location', address);
  expect(textOf((await visitor.get(address)).text)).toContain('0 votes');

  await visitor.get('/products/no-such-model').expect(404);
  const unknown = { ...vote, productId: crypto.randomUUID(), from: 'product' };
  await visitor
    .post('/products/no-such-model/vote')
    .type('form')
    .send(unknown)
    .expect('location', '/products/no-such-model?notice=vote-unknown');
}, 90_000);
