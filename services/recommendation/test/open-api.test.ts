import { readFile } from 'node:fs/promises';
import { openApiText } from '@foldline/service-kit/fastify/open-api-file';
import { expect, it } from 'vitest';
import { startRecommendation } from './recommendation.ts';

it('openapi.json is up to date: if not, run `npm run openapi`', async () => {
  const { app } = await startRecommendation();
  const committed = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
  expect(await openApiText(app)).toBe(committed);
});
