import { Type } from 'typebox';
import { createApp, type App, type ServerLimits } from '../src/fastify/app.ts';
import { problemResponses } from '../src/fastify/problem-responses.ts';
import { createHealth, type Health } from '../src/health.ts';
import { ServiceError } from '../src/errors.ts';
import type { Logger } from '../src/logger.ts';
import { createMetrics } from '../src/metrics.ts';
import { serviceInfo } from '../src/service-info.ts';
import { quietLogger, testIdentity, testLimits } from '../src/testing/quiet.ts';

const Thing = Type.Object(
  { name: Type.String({ minLength: 1 }), size: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);

/** A Fastify app with one route of every kind that the tests ask. */
export async function thingsApp({
  logger = quietLogger,
  health = createHealth({}),
  limits = {},
}: { logger?: Logger; health?: Health; limits?: Partial<ServerLimits> } = {}): Promise<App> {
  const app = await createApp({
    info: serviceInfo('things', testIdentity),
    api: { title: 'Things', description: 'Things to test with.', version: '1.0.0' },
    limits: { ...testLimits, BODY_LIMIT_BYTES: 1024, ...limits },
    logger,
    health,
    metrics: createMetrics(),
  });
  app.get(
    '/things/:id',
    {
      schema: {
        params: Type.Object({ id: Type.Integer() }),
        querystring: Type.Object({ color: Type.Optional(Type.String()) }, { additionalProperties: false }),
        response: {
          200: Type.Object({ id: Type.Integer() }),
          ...problemResponses({ 400: 'The id is not a number.' }),
        },
      },
    },
    ({ params }) => ({ id: params.id }),
  );
  app.post('/things', { schema: { body: Thing, response: { 201: Thing } } }, async ({ body }, reply) =>
    reply.code(201).send(body),
  );
  app.get('/unanswered', () => new Promise(() => undefined));
  app.get('/fault', () => {
    throw new Error('connect postgresql://shop:hunter2@db failed');
  });
  app.get('/closed', () => {
    throw new ServiceError('unauthorized', 'Show your token.');
  });
  app.get('/refusal', () => {
    throw new ServiceError('too-many-requests', 'Slow down.', {
      retryAfterSeconds: 1.2,
      headers: { 'x-limit': '3' },
    });
  });
  return app;
}
