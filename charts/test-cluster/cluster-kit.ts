import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceCharts } from '../src/charts.ts';
import { clusterKit, isRequired } from './config.ts';

const run = promisify(execFile);
const startTimeoutMs = 300_000;

/** The part of a cluster that tests need beside Kubernetes, as the kit names it. */
export type Part = 'addons' | 'gitops';

/**
 * Starts the cluster, or finds it running.
 *
 * @param script the name of the npm script that needs it, for the message
 * @returns the variables by which programs reach it; `undefined` where there is no kit, which `REQUIRE_CLUSTER=1` makes a
 *   failure
 */
export async function startKit(
  script: string,
  parts: readonly Part[],
): Promise<Record<string, string> | undefined> {
  const all = join(clusterKit, 'all.sh');
  if (!existsSync(all)) {
    const message = `There is no cluster kit in ${clusterKit}. Name the folder of one in CLUSTER_KIT.`;
    if (isRequired) throw new Error(message);
    process.stderr.write(`${script} is skipped. ${message}\n`);
    return undefined;
  }
  const up = () => run(all, ['up', ...parts], { timeout: startTimeoutMs });
  // `kubectl wait` fails where it should wait when a CRD is so new that it has no conditions yet.
  // A second start goes on where the first one ended.
  await up().catch((error: unknown) => {
    if (!String(error).includes('.status.conditions accessor error')) throw error;
    return up();
  });
  const { stdout } = await run('bash', ['-c', `eval "$('${all}' env)" && env --null`]);
  const variables = stdout.split('\0').map((line) => line.split(/=(.*)/s, 2) as [string, string]);
  return Object.fromEntries(variables.filter(([name]) => /^(KUBECONFIG|PATH|FORGE_\w+)$/.test(name)));
}

/**
 * Brings the images that were built last into the cluster.
 *
 * @param tags under which it knows the one build of each image
 * @returns where the images are in it, for `image.registry`, and their digests by service
 */
export async function loadImages(
  tags: readonly [string, ...string[]],
): Promise<{ registry: string; digests: Record<string, string> }> {
  const registry = 'localhost/foldline';
  const built = 'local';
  const cluster = join(clusterKit, 'kube', 'cluster.sh');
  const services = serviceCharts().map(({ name }) => name);
  for (const service of services) {
    const image = `${registry}/${service}:${built}`;
    await run('podman', ['image', 'exists', image]).catch((error: unknown) => {
      throw new Error(`There is no image ${image}. Build it: npm run images:build`, { cause: error });
    });
  }
  const names = services.map((service) => `${registry}/${service}:${built}`);
  const { stdout } = await run(cluster, ['load', ...names], { timeout: startTimeoutMs });
  for (const service of services) {
    const image = `${registry}/${service}`;
    for (const tag of tags.filter((other) => other !== built))
      await run(cluster, ['ctr', 'images', 'tag', '--force', `${image}:${built}`, `${image}:${tag}`]);
  }
  const digests = [...stdout.matchAll(/\/(\w+):local@(sha256:[0-9a-f]{64})/g)];
  return {
    registry,
    digests: Object.fromEntries(digests.map(([, service = '', digest = '']) => [service, digest])),
  };
}
