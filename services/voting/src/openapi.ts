import { writeOpenApi } from '@foldline/service-kit/fastify/open-api-file';
import { buildDescribedApp } from './described-app.ts';

const app = await buildDescribedApp();
await writeOpenApi(app, new URL('../openapi.json', import.meta.url));
await app.close();
