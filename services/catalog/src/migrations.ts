import { fileURLToPath } from 'node:url';

/** The folder of this service's migrations, from the first to the last. */
export const migrationsDirectory = fileURLToPath(new URL('../prisma/migrations/', import.meta.url));
