import { readFile } from 'node:fs/promises';
import { openApiText } from '@foldline/service-kit/fastify/open-api-file';
import { expect, test } from 'vitest';
import { buildDescribedApp } from '../src/described-app.ts';

interface Description {
  components: { securitySchemes?: object };
  paths: Record<string, Record<string, { responses: object; security?: object[] }>>;
}

test('openapi.json is what the routes say: otherwise run "npm run openapi"', async () => {
  const app = await buildDescribedApp();
  const committed = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
  expect(committed).toBe(await openApiText(app));
  await app.close();
});

test('the routes that refuse a request without the write token, and no others, say that they take it', async () => {
  const app = await buildDescribedApp();
  const { components, paths } = (await app.inject('/openapi.json')).json<Description>();
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const refusing = operations.filter(({ responses }) => '401' in responses);
  expect(components.securitySchemes).toMatchObject({ writeToken: { type: 'http', scheme: 'bearer' } });
  expect(refusing).toHaveLength(3);
  expect(operations.filter(({ security }) => security !== undefined)).toEqual(refusing);
  for (const { security } of refusing) expect(security).toEqual([{ writeToken: [] }]);
  await app.close();
});
