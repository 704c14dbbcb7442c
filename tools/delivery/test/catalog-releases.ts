import { digest } from './deliver.ts';
import type { Shop } from './shop.ts';
import { git } from './template.ts';

/** Merges a change of catalog, releases it, and deploys it. Answers the version. */
export async function ship(shop: Shop, number: number): Promise<string> {
  await shop.git('pull', '--quiet', '--ff-only', 'origin', 'main');
  await shop.merge(`feat: number ${number}`, { 'services/catalog/number': `${number}\n` });
  return release(shop, number);
}

/** Releases what there is of catalog, with an image of its own, and deploys it. Answers the version. */
export async function release(shop: Shop, number: number): Promise<string> {
  const image = `--repository ghcr.io/foldline/catalog --digest ${digest(number)}`;
  const version = String((await shop.deliver(`release catalog ${image}`)).json['version']);
  await shop.deliver(`deploy catalog --version ${version}`);
  await shop.git('pull', '--quiet', '--ff-only', 'origin', 'main');
  return version;
}

/** What an environment has of catalog. */
export function releaseFile(shop: Shop, environment: string, ref = 'main'): Promise<string> {
  return git(shop.origin, 'cat-file', 'blob', `${ref}:env-repo/envs/${environment}/catalog/release.yaml`);
}

/** Lets in what was proposed for an environment, as a person does. */
export async function mergeRequest(shop: Shop, environment: string): Promise<void> {
  await shop.git('fetch', '--quiet', 'origin');
  await shop.git('merge', '--quiet', '--ff', 'origin/main');
  await shop.git('merge', '--quiet', '--no-ff', `origin/promote/${environment}/catalog`, '-m', 'Merge it');
  await shop.git('push', '--quiet', 'origin', 'main');
}
