import { postgresGlobalSetup } from '@foldline/local-postgres/testing';
import { quietLogger } from '@foldline/service-kit/testing/quiet';
import { prepareDatabase } from '../src/prepare-database.ts';

export default postgresGlobalSetup({
  name: 'catalog',
  async prepare(url) {
    await prepareDatabase({ config: { DATABASE_URL: url, SEED_PRODUCTS: true }, logger: quietLogger });
  },
});
