import { withClient } from '../src/databases.ts';
import { postgresGlobalSetup } from '../src/testing.ts';

export default postgresGlobalSetup({
  name: 'localpostgres',
  async prepare(url) {
    await withClient(url, (client) => client.query("CREATE TABLE prepared AS SELECT 'folded' AS state"));
  },
});
