import { defineConfig } from 'prisma/config';

// `prisma generate` does not use the schema engine, yet would download it unless it is told of an executable.
if (process.argv.includes('generate')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Only `prisma migrate` needs it; generating the client reads no database.
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
