import { Router } from 'express';
import { ServiceError } from '../errors.ts';
import type { Health } from '../health.ts';
import type { Metrics } from '../metrics.ts';
import type { ServiceInfo } from '../service-info.ts';
import { sendProblem } from './send-problem.ts';

const paths = ['/livez', '/readyz', '/version', '/metrics'];
const allow = 'GET, HEAD';

/** The endpoints for those who run the service: is it alive, is it ready, what is it, how does it do. */
export function operations(options: { info: ServiceInfo; health: Health; metrics: Metrics }): Router {
  const { info, health, metrics } = options;
  const router = Router();
  router.get(paths, (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  router.get('/livez', (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    const readiness = await health.readiness();
    const isReady = readiness.status === 'ready' || readiness.status === 'degraded';
    response.status(isReady ? 200 : 503).json(readiness);
  });
  router.get('/version', (_request, response) => {
    response.json(info);
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  router.all(paths, (request, response) => {
    const message = `${request.path} answers ${allow} only.`;
    sendProblem(response, new ServiceError('method-not-allowed', message, { headers: { allow } }));
  });
  return router;
}
