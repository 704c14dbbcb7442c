import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApiClient } from '../src/http/api-client.ts';
import { peerAnswer } from '../src/http/peer-answer.ts';
import { createPeerClient, type PeerClient, type PeerClientOptions } from '../src/http/peer-client.ts';
import { PeerError } from '../src/http/peer-error.ts';
import { createMetrics } from '../src/metrics.ts';
import { requestContextFrom, runInRequest, runWithOwnDeadline } from '../src/request-context.ts';
import { quietLogger } from '../src/testing/quiet.ts';
import { latenessMs, startStandIn, type StandIn } from '../src/testing/stand-in.ts';
import { unusedUrl } from '../src/testing/unused-url.ts';

interface Paths {
  '/things': {
    get: { responses: { 200: { content: { 'application/json': { items: string[] } } } } };
    post: { responses: { 200: { content: { 'application/json': { items: string[] } } } } };
  };
}
const Things = Type.Object({ items: Type.Array(Type.String()) });

let peer: StandIn;
let statuses: number[];
let retryAfter: string | undefined;
let contentType: string;
const clients: PeerClient[] = [];

beforeEach(async () => {
  statuses = [];
  retryAfter = undefined;
  contentType = 'application/json';
  peer = await startStandIn((_request, response) => {
    if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
    response.writeHead(statuses.shift() ?? 200, { 'content-type': contentType });
    response.end('{"items":["a"]}');
  });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await peer.close();
});

function clientOf(options: Partial<PeerClientOptions> = {}): PeerClient {
  const client = createPeerClient({
    peer: 'things',
    baseUrl: peer.url,
    logger: quietLogger,
    metrics: createMetrics(),
    timeoutMs: latenessMs,
    ...options,
  });
  clients.push(client);
  return client;
}

function getThings(client: PeerClient): Promise<{ items: string[] }> {
  return peerAnswer('things', createApiClient<Paths>(client).GET('/things'), Things);
}

async function failureOf(call: Promise<unknown>): Promise<PeerError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PeerError) return error;
  throw new Error('expected a PeerError', { cause: error });
}

test('an answer that fits is given', async () => {
  await expect(getThings(clientOf())).resolves.toEqual({ items: ['a'] });
});

describe('a peer that fails', () => {
  test.each([
    ['away', 'unreachable'],
    ['hanging', 'timeout'],
    ['garbage', 'bad-body'],
    ['broken-off', 'unreachable'],
    ['error', 'bad-status'],
  ] as const)('%s is reported as %s', async (state, reason) => {
    peer.become(state);
    // Only a peer that hangs is waited for to the end; the others have time, on a machine that is busy too.
    const timeoutMs = state === 'hanging' ? 1000 : latenessMs;
    expect(await failureOf(getThings(clientOf({ timeoutMs })))).toMatchObject({
      peer: 'things',
      reason,
    });
  });

  test('nobody listens', async () => {
    expect((await failureOf(getThings(clientOf({ baseUrl: await unusedUrl() })))).reason).toBe('unreachable');
  });

  test('an answer that lacks what is needed is not handed on', async () => {
    const needs = Type.Object({ items: Type.Array(Type.Object({ id: Type.String() })) });
    const call = peerAnswer('things', createApiClient<Paths>(clientOf()).GET('/things'), needs);
    expect(await failureOf(call)).toMatchObject({
      reason: 'bad-body',
      message: expect.stringContaining('/items/0') as unknown,
    });
  });
});

describe('trying again', () => {
  test('an idempotent call survives a passing failure', async () => {
    statuses = [503, 502];
    await getThings(clientOf());
    expect(peer.requests).toHaveLength(3);
  });

  test('never a call that is not idempotent', async () => {
    statuses = [503];
    const api = createApiClient<Paths>(clientOf());
    expect((await failureOf(peerAnswer('things', api.POST('/things'), Things))).status).toBe(503);
    expect(peer.requests).toHaveLength(1);
  });

  test('never for a fault that stays', async () => {
    statuses = [500];
    await failureOf(getThings(clientOf()));
    expect(peer.requests).toHaveLength(1);
  });

  test('never sooner than the peer asked for', async () => {
    statuses = [503];
    retryAfter = '60';
    await failureOf(getThings(clientOf()));
    expect(peer.requests).toHaveLength(1);
  });

  test('only while the budget lasts', async () => {
    statuses = Array.from({ length: 1000 }, () => 503);
    const startedAt = performance.now();
    await failureOf(getThings(clientOf({ timeoutMs: 150, maxRetries: 1000, failuresToOpen: 10_000 })));
    expect(performance.now() - startedAt).toBeLessThan(latenessMs);
    expect(peer.requests.length).toBeLessThan(20);
  });
});

describe('the deadline of the request that is being answered', () => {
  test('bounds the call and is handed on, with id and trace', async () => {
    const headers = {
      'x-request-id': 'r-1',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      tracestate: 'a=b',
    };
    const context = requestContextFrom({ ...headers, 'x-request-timeout-ms': '300' }, 10_000);
    await runInRequest(context, () => getThings(clientOf()));
    const sent = peer.requests[0]?.headers;
    expect(sent).toMatchObject({ 'x-request-id': 'r-1', tracestate: 'a=b' });
    expect(sent?.['traceparent']).toMatch(
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[\da-f]{16}-01$/,
    );
    const handedOn = Number(sent?.['x-request-timeout-ms']);
    expect(handedOn).toBeGreaterThan(0);
    expect(handedOn).toBeLessThanOrEqual(300);
  });

  test('a peer that hangs costs no more than what is left', async () => {
    peer.become('hanging');
    const context = requestContextFrom({ 'x-request-timeout-ms': '100' }, 60_000);
    const startedAt = performance.now();
    const failure = await runInRequest(context, () => failureOf(getThings(clientOf({ timeoutMs: 60_000 }))));
    expect(failure.reason).toBe('hurried');
    expect(performance.now() - startedAt).toBeLessThan(latenessMs);
  });

  test('with no time left the peer is not called', async () => {
    const context = { ...requestContextFrom({}, 1000), deadline: performance.now() - 1 };
    expect((await runInRequest(context, () => failureOf(getThings(clientOf())))).reason).toBe('hurried');
    expect(peer.requests).toEqual([]);
  });
});

describe('the circuit', () => {
  test('opens after failures in a row, spares the peer, and closes when it answers again', async () => {
    const client = clientOf({ failuresToOpen: 3, openMs: 100, maxRetries: 0 });
    peer.become('error');
    for (let call = 0; call < 3; call += 1)
      expect((await failureOf(getThings(client))).reason).toBe('bad-status');
    expect((await failureOf(getThings(client))).reason).toBe('circuit-open');
    expect(peer.requests).toHaveLength(3);
    peer.become('well');
    await expect
      .poll(() =>
        getThings(client).then(
          () => 'answered',
          () => 'held back',
        ),
      )
      .toBe('answered');
  });
});

test('a caller in a hurry does not keep the circuit open for the next one', async () => {
  const client = clientOf({ failuresToOpen: 1, openMs: 300, maxRetries: 0 });
  peer.become('error');
  await failureOf(getThings(client));
  peer.become('hanging');
  const hurriedCall = (): Promise<PeerError> =>
    runInRequest(requestContextFrom({ 'x-request-timeout-ms': '20' }, 10_000), () =>
      failureOf(getThings(client)),
    );
  await expect.poll(async () => (await hurriedCall()).reason).toBe('hurried');
  peer.become('well');
  await expect(getThings(client)).resolves.toEqual({ items: ['a'] });
});

test('a problem that the peer itself reports does not open the circuit', async () => {
  const client = clientOf({ failuresToOpen: 3, maxRetries: 0 });
  statuses = [503, 503, 503, 503];
  contentType = 'application/problem+json';
  for (let call = 0; call < 4; call += 1) {
    expect(await failureOf(getThings(client))).toMatchObject({ reason: 'bad-status', status: 503 });
  }
  contentType = 'application/json';
  await expect(getThings(client)).resolves.toEqual({ items: ['a'] });
});

test('callers in a hurry do not open the circuit for the others', async () => {
  const client = clientOf({ failuresToOpen: 3, maxRetries: 0 });
  peer.become('hanging');
  for (let call = 0; call < 5; call += 1) {
    const context = requestContextFrom({ 'x-request-timeout-ms': '5' }, 10_000);
    expect((await runInRequest(context, () => failureOf(getThings(client)))).reason).toBe('hurried');
  }
  peer.become('well');
  await expect(getThings(client)).resolves.toEqual({ items: ['a'] });
});

test('shared work has a deadline of its own, and the id of the request that started it', async () => {
  const hurried = requestContextFrom({ 'x-request-id': 'r-1', 'x-request-timeout-ms': '1' }, 10_000);
  await runInRequest(hurried, () => runWithOwnDeadline(1000, () => getThings(clientOf())));
  expect(peer.requests[0]?.headers['x-request-id']).toBe('r-1');
});

test('connections are kept and used again', async () => {
  const ports = new Set<number>();
  const counting = await startStandIn((request, response) => {
    ports.add(request.socket.remotePort ?? 0);
    response.setHeader('content-type', 'application/json').end('{"items":[]}');
  });
  const client = clientOf({ baseUrl: counting.url });
  for (let call = 0; call < 20; call += 1) await getThings(client);
  await counting.close();
  // A connection is free again a moment after its answer was read: a second one may have been opened meanwhile.
  expect(ports.size).toBeLessThanOrEqual(2);
});

test('the probe follows the peer', async () => {
  const client = clientOf();
  await expect(client.probe(AbortSignal.timeout(20_000))).resolves.toBeUndefined();
  peer.become('error');
  await expect(client.probe(AbortSignal.timeout(20_000))).rejects.toThrow('answered 500');
});
