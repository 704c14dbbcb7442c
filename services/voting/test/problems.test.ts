import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { captureLog } from '@foldline/service-kit/testing/captured-log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast, send } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVoting, type Voting } from './voting.ts';

const log = captureLog('trace');
const id = randomUUID();
const voter = randomUUID();
const problemType = /^application\/problem\+json/;
const many = Array.from({ length: 101 }, () => id).join(',');

let database: TestDatabase;
let catalog: CatalogStandIn;
let voting: Voting;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
  voting = await startVoting({ databaseUrl: database.url, catalogUrl: catalog.url, logger: log.logger });
});
afterAll(async () => {
  await voting.close();
  await catalog.close();
  await database.drop();
});

const notUuid = 'must match format "uuid"';
const vote = `/api/products/${id}/vote`;

interface Invalid {
  problem: string;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  errors: unknown[];
}

const invalid: Invalid[] = [
  {
    problem: 'a vote without a voter',
    method: 'PUT',
    path: vote,
    errors: [{ header: 'x-voter-id', detail: 'is required' }],
  },
  {
    problem: 'a withdrawal without a voter',
    method: 'DELETE',
    path: vote,
    errors: [{ header: 'x-voter-id', detail: 'is required' }],
  },
  {
    problem: 'a voter that is not a UUID',
    method: 'PUT',
    path: vote,
    headers: { 'x-voter-id': 'ada' },
    errors: [{ header: 'x-voter-id', detail: notUuid }],
  },
  {
    problem: 'a product that is not a UUID',
    method: 'PUT',
    path: '/api/products/crane/vote',
    headers: { 'x-voter-id': voter },
    errors: [{ parameter: 'id', detail: notUuid }],
  },
  {
    problem: 'a product as a URN',
    method: 'PUT',
    path: `/api/products/urn:uuid:${id}/vote`,
    headers: { 'x-voter-id': voter },
    errors: [{ parameter: 'id', detail: 'must NOT have more than 36 characters' }],
  },
  {
    problem: 'an unknown parameter of a vote',
    method: 'PUT',
    path: `${vote}?twice=true`,
    headers: { 'x-voter-id': voter },
    errors: [{ parameter: 'twice', detail: 'is not known here' }],
  },
  {
    problem: 'no product ids',
    path: '/api/votes',
    errors: [{ parameter: 'productIds', detail: 'is required' }],
  },
  {
    problem: 'an empty list of product ids',
    path: '/api/votes?productIds=',
    errors: [{ parameter: 'productIds', detail: 'must NOT have fewer than 1 characters' }],
  },
  {
    problem: 'product ids that are none',
    path: `/api/votes?productIds=${id},x,,${id}`,
    errors: [
      { parameter: 'productIds', detail: 'entry 2 is not a UUID' },
      { parameter: 'productIds', detail: 'entry 3 is not a UUID' },
    ],
  },
  {
    problem: '101 product ids',
    path: `/api/votes?productIds=${many}`,
    errors: [{ parameter: 'productIds', detail: 'may name 100 products at most' }],
  },
  {
    problem: 'an unknown parameter of the counts',
    path: `/api/votes?productIds=${id}&sort=votes`,
    errors: [{ parameter: 'sort', detail: 'is not known here' }],
  },
  {
    problem: 'counts for a voter that is not a UUID',
    path: `/api/votes?productIds=${id}`,
    headers: { 'x-voter-id': 'ada' },
    errors: [{ header: 'x-voter-id', detail: notUuid }],
  },
  {
    problem: 'an unknown window',
    path: '/api/leaderboard?window=1y',
    errors: [{ parameter: 'window', detail: 'must be one of 24h, 7d, 30d, all' }],
  },
  {
    problem: 'a limit of 0',
    path: '/api/leaderboard?limit=0',
    errors: [{ parameter: 'limit', detail: 'must be >= 1' }],
  },
  {
    problem: 'a limit of 101',
    path: '/api/leaderboard?limit=101',
    errors: [{ parameter: 'limit', detail: 'must be <= 100' }],
  },
  {
    problem: 'a limit that is no number',
    path: '/api/leaderboard?limit=ten',
    errors: [{ parameter: 'limit', detail: 'must be integer' }],
  },
  {
    problem: 'an unknown parameter of the leaderboard',
    path: '/api/leaderboard?days=7',
    errors: [{ parameter: 'days', detail: 'is not known here' }],
  },
];

test.each(invalid)('$problem: 400, and what is wrong', async ({ path, errors, ...request }) => {
  const answer = await send(`${voting.url}${path}`, request);
  expect(answer.headers.get('content-type')).toMatch(problemType);
  expect(answer.body).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: 'The request does not fit. The errors say what and where.',
    code: 'invalid-request',
    requestId: answer.headers.get('x-request-id'),
    errors,
  });
});

test.each([
  ['an unknown address', 'GET', '/api/nothing', 404, 'not-found'],
  ['a wrong method', 'POST', '/api/leaderboard', 405, 'method-not-allowed'],
  ['a vote that is asked for', 'GET', vote, 405, 'method-not-allowed'],
  ['an address that cannot be decoded', 'GET', '/api/products/%/vote', 400, 'invalid-request'],
  ['an address that is too long', 'GET', `/api/votes?productIds=${'x'.repeat(4200)}`, 414, 'uri-too-long'],
])('%s is a problem', async (_what, method, path, status, code) => {
  const answer = await send(`${voting.url}${path}`, { method });
  expect(answer.headers.get('content-type')).toMatch(problemType);
  expect(answer).toMatchObject({ status, body: { status, code } });
});

test('a body of another kind than JSON is 415', async () => {
  const headers = { 'x-voter-id': voter, 'content-type': 'text/csv' };
  const response = await fetch(`${voting.url}${vote}`, { method: 'PUT', headers, body: 'a;b' });
  expect(response.status).toBe(415);
  expect(await response.json()).toMatchObject({ code: 'unsupported-media-type' });
});

test('a voter is in no answer and in no log', async () => {
  const productId = catalog.addProduct();
  const answers = [
    await cast(voting.url, productId, voter),
    await cast(voting.url, randomUUID(), voter),
    await send(`${voting.url}/api/votes?productIds=${productId}`, { voter }),
  ];
  catalog.become('away');
  answers.push(await cast(voting.url, randomUUID(), voter));
  catalog.become('well');
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 503]);
  expect(JSON.stringify(answers)).not.toContain(voter);
  await expect.poll(() => log.lines().some(({ status }) => status === 503)).toBe(true);
  expect(log.text()).not.toContain(voter);
});
