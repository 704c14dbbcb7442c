import { createApp, type App, type ServerLimits } from '@foldline/service-kit/fastify/app';
import type { Health } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import type { Metrics } from '@foldline/service-kit/metrics';
import { serviceInfo, type ServiceIdentity } from '@foldline/service-kit/service-info';
import type { AnswerCache } from './cache/answer-cache.ts';
import { categoryRoutes } from './categories/routes.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import { imageRoutes } from './images/routes.ts';
import { storedCursorCodec } from './products/cursor-key.ts';
import { pageReader } from './products/list-reader.ts';
import { createProductRepository } from './products/product-repository.ts';
import { createProductWriter } from './products/product-writer.ts';
import { productReadRoutes } from './products/read-routes.ts';
import { productWriteRoutes } from './products/write-routes.ts';
import { securitySchemes } from './products/write-token.ts';

export interface AppDependencies {
  config: ServiceIdentity & ServerLimits & { WRITE_TOKEN: string | undefined };
  logger: Logger;
  health: Health;
  metrics: Metrics;
  prisma: PrismaClient;
  cache: AnswerCache;
}

const api = {
  title: 'Catalog',
  description:
    'Products, categories, search, pictures. The routes that write exist only where a write token is configured.',
  version: '1.0.0',
  securitySchemes,
};

/** The service as an app that does not listen. */
export async function buildApp(dependencies: AppDependencies): Promise<App> {
  const { config, logger, health, metrics, prisma, cache } = dependencies;
  const app = await createApp({
    info: serviceInfo('catalog', config),
    api,
    limits: config,
    logger,
    health,
    metrics,
  });
  const products = createProductRepository(prisma);
  const readPage = pageReader(prisma, storedCursorCodec(prisma));
  await app.register(productReadRoutes, { products, readPage, prisma, cache });
  await app.register(categoryRoutes, { prisma, cache });
  await app.register(imageRoutes, { products, cache });
  if (config.WRITE_TOKEN !== undefined) {
    const writer = createProductWriter(products);
    await app.register(productWriteRoutes, { writer, prisma, cache, token: config.WRITE_TOKEN });
  }
  return app;
}
