import { PlainError } from '@foldline/delivery/plain-error';
import { parse } from 'yaml';
import { release } from '../release.ts';
import type { Stage } from './stage.ts';

/** Releases what main has of a service now, with the image that dev runs: what changes in the tour is in the charts. */
export async function releaseAgain({ checkout, platform }: Stage, service: string): Promise<string> {
  const text = await checkout.read(`env-repo/envs/dev/${service}/release.yaml`);
  if (text === undefined)
    throw new PlainError(`There is no ${service} in dev. Run npm run demo -- up again.`);
  const { image } = parse(text) as { image: { digest: string } };
  return release(checkout, platform.images, { service, digest: image.digest });
}
