import { readFile } from 'node:fs/promises';
import { openApiText } from '@foldline/service-kit/fastify/open-api-file';
import { expect, it } from 'vitest';
import { startRecommendation } from './recommendation.ts';

interface Description {
  paths: Record<
    string,
    { get?: { parameters?: { name: string; required: boolean; schema: { default?: unknown } }[] } }
  >;
}

it('openapi.json is up to date: if not, run `npm run openapi`', async () => {
  const { app } = await startRecommendation();
  const committed = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
  expect(await openApiText(app)).toBe(committed);
});

it('describes a parameter that has a default as one that may be left out', async () => {
  const { app } = await startRecommendation();
  const { paths } = (await app.inject('/openapi.json')).json<Description>();
  const required = Object.entries(paths).flatMap(([path, { get }]) =>
    (get?.parameters ?? [])
      .filter(({ required, schema }) => required && schema.default !== undefined)
      .map(({ name }) => `${path} ${name}`),
  );
  expect(required).toEqual([]);
});
