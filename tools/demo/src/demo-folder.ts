import { join } from 'node:path';

/** Where the demo is. From a file in `src` the way is the same as from `dist`, where it is bundled. */
export const demoFolder = join(import.meta.dirname, '..');
