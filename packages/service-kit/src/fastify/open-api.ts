import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import plugin from 'fastify-plugin';

/** What an API's description says of the API as a whole. */
export interface ApiDescription {
  title: string;
  description: string;
  /** The version of the contract, not of the build: it changes with what callers see. */
  version: string;
  /** What some routes ask of their callers, by the names that these routes give in their schemas' `security`. */
  securitySchemes?: Record<string, { type: 'http'; scheme: 'bearer'; description: string }>;
}

/** Describes the API from its routes' schemas: `GET /openapi.json` for machines, `GET /docs` for people. */
export const openApi = plugin<{ api: ApiDescription }>(
  async (app, { api: { securitySchemes, ...info } }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
        ...(securitySchemes && { components: { securitySchemes } }),
      },
    });
    await app.register(swaggerUi, { routePrefix: '/docs' });
    app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  },
  { name: 'open-api' },
);
