import { readFile } from 'node:fs/promises';
import { openApiText } from '@foldline/service-kit/fastify/open-api-file';
import { expect, test } from 'vitest';
import { buildDescribedApp } from '../src/described-app.ts';

test('openapi.json is what the routes say: otherwise run "npm run openapi"', async () => {
  const app = await buildDescribedApp();
  const committed = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
  expect(committed).toBe(await openApiText(app));
  await app.close();
});
