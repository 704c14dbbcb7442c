import { join } from 'node:path';
import { repository } from '../src/charts.ts';

/**
 * The folder of a kit that makes a cluster on this machine: `all.sh up addons` starts it, `all.sh env` tells its
 * variables, `kube/cluster.sh load` takes images from the container engine.
 */
export const clusterKit = process.env['CLUSTER_KIT'] ?? join(repository, '..', 'shared', 'cluster');

/** Whether it is an error that there is no such kit, rather than a reason to skip. */
export const isRequired = process.env['REQUIRE_CLUSTER'] === '1';

/** PostgreSQL's image in that cluster. */
export const postgresqlImage =
  process.env['CLUSTER_POSTGRESQL_IMAGE'] ?? 'ghcr.io/cloudnative-pg/postgresql:15';

/** The environment of the commands that tests run, with what the cluster adds. */
export function commandEnvironment(added: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...added };
}
