import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deliveryReference } from './reference.ts';

const file = join(import.meta.dirname, '../../../docs/reference/delivery.md');
await mkdir(dirname(file), { recursive: true });
await writeFile(file, await deliveryReference());
