import type { Checkout } from './checkout.ts';
import type { ForgeRepository } from './gitea.ts';
import { mergeRequest } from './merge-request.ts';
import type { ImageStore } from './platform/platform.ts';
import { release } from './release.ts';

interface Work {
  checkout: Checkout;
  repository: ForgeRepository;
  store: ImageStore;
  /** Of the images, by service. */
  digests: ReadonlyMap<string, string>;
}

/**
 * Brings a first release of each service to all environments, as people do where Kargo does not: to prod by a request.
 * A service that is somewhere already is left as it is there.
 */
export async function firstReleases({ checkout, repository, store, digests }: Work): Promise<void> {
  for (const [service, digest] of digests) {
    if ((await checkout.versionIn('dev', service)) !== undefined) continue;
    await release(checkout, store, { service, digest });
  }
  for (const service of digests.keys()) {
    if ((await checkout.versionIn('preprod', service)) === undefined)
      await checkout.deliver('promote', service, '--to', 'preprod');
  }
  for (const service of digests.keys()) {
    if ((await checkout.versionIn('prod', service)) !== undefined) continue;
    const { version } = await checkout.deliver('promote', service, '--to', 'prod', '--skip-soak');
    await mergeRequest(repository, service, String(version));
  }
}
