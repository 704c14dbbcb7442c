import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deliveryReference } from '../src/reference.ts';

test('the reference is what the command line says', async () => {
  const file = join(import.meta.dirname, '../../../docs/reference/delivery.md');
  expect(await readFile(file, 'utf8'), 'npm run reference -w tools/delivery').toBe(await deliveryReference());
});
