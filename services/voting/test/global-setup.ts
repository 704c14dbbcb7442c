import { postgresGlobalSetup } from '@foldline/local-postgres/testing';
import { migrate } from '@foldline/service-kit/postgres/migrate';
import { quietLogger } from '@foldline/service-kit/testing/quiet';
import { migrationsDirectory } from '../src/migrations.ts';

export default postgresGlobalSetup({
  name: 'voting',
  async prepare(connectionString) {
    await migrate({ connectionString, directory: migrationsDirectory, logger: quietLogger });
  },
});
