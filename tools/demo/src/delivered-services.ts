import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPolicy } from '@foldline/delivery/policy';
import { imageSource, repository, type ImageSource } from '@foldline/images/services';

/** The services that the policy names, in its order, each with what its own package.json says about it. */
export async function deliveredServices(): Promise<ImageSource[]> {
  const policy = readPolicy(await readFile(join(repository, 'env-repo', 'policy.yaml')));
  return Promise.all(policy.services.map((name) => imageSource(name)));
}
