import { registry, tagImage } from './images.ts';
import type { Checkout } from './checkout.ts';
import type { ImageStore } from './platform/platform.ts';

/**
 * Releases a service as it is in the checkout, and deploys it to dev, as its workflow does.
 *
 * @param digest of the image
 * @returns the version
 */
export async function release(
  checkout: Checkout,
  store: Pick<ImageStore, 'ctr'>,
  { service, digest }: { service: string; digest: string },
): Promise<string> {
  const image = ['--repository', `${registry}/${service}`, '--digest', digest];
  const version = String((await checkout.deliver('release', service, ...image))['version']);
  await tagImage(store, { service, digest, version });
  await checkout.deliver('deploy', service, '--version', version);
  return version;
}
