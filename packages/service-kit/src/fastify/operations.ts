import { Type } from 'typebox';
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { Health } from '../health.ts';
import type { Metrics } from '../metrics.ts';
import type { ServiceInfo } from '../service-info.ts';

const tags = ['operations'];
const Dependency = Type.Object({
  state: Type.Union([Type.Literal('up'), Type.Literal('down')]),
  required: Type.Boolean({ description: 'Without it no request can be served' }),
});
const Readiness = Type.Object({
  status: Type.String({ description: 'ready, degraded, not-ready or shutting-down' }),
  dependencies: Type.Record(Type.String(), Dependency),
});
const Version = Type.Object({
  service: Type.String(),
  version: Type.String(),
  commit: Type.String(),
  builtAt: Type.String(),
  environment: Type.String(),
  instance: Type.String(),
});

/** The endpoints for those who run the service: is it alive, is it ready, what is it, how does it do. */
export const operations: FastifyPluginCallbackTypebox<{
  info: ServiceInfo;
  health: Health;
  metrics: Metrics;
}> = (app, { info, health, metrics }, done) => {
  app.addHook('onRequest', (_request, reply, next) => {
    reply.header('cache-control', 'no-store');
    next();
  });
  app.get(
    '/livez',
    {
      schema: {
        tags,
        summary: 'Is the process alive?',
        response: { 200: Type.Object({ status: Type.Literal('alive') }) },
      },
    },
    () => ({ status: 'alive' as const }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        tags,
        summary: 'Can it serve requests now? Each dependency is named with its state.',
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_request, reply) => {
      const readiness = await health.readiness();
      const isReady = readiness.status === 'ready' || readiness.status === 'degraded';
      return reply.code(isReady ? 200 : 503).send(readiness);
    },
  );
  app.get(
    '/version',
    { schema: { tags, summary: 'Which build runs here?', response: { 200: Version } } },
    () => info,
  );
  app.get(
    '/metrics',
    { schema: { tags, summary: 'Metrics in the text format of Prometheus' } },
    async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  done();
};
