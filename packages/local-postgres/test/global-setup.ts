import type { TestProject } from 'vitest/node';
import { withClient } from '../src/databases.ts';
import { postgresGlobalSetup } from '../src/testing.ts';
import { makeClusterTemplate } from './cluster-template.ts';

const startServer = postgresGlobalSetup({
  name: 'localpostgres',
  async prepare(url) {
    await withClient(url, (client) => client.query("CREATE TABLE prepared AS SELECT 'folded' AS state"));
  },
});

/** A server for test databases, and the cluster that tests copy which need one that is there already. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const [stopServer, template] = await Promise.all([startServer(project), makeClusterTemplate()]);
  project.provide('clusterTemplate', template.directory);
  return async () => {
    await Promise.all([stopServer(), template.remove()]);
  };
}
