import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository as root } from '@foldline/images/services';
import type { Checkout } from './checkout.ts';
import { deliveredServices } from './delivered-services.ts';
import type { Setting } from './environments.ts';
import { fitEnvRepo } from './fit-env-repo.ts';
import type { ForgeRepository } from './gitea.ts';
import { program } from './program.ts';

/** Seconds that a release has to become what it should be: the pods' images are there already. */
const verificationSeconds = 40;

/**
 * Fills an empty repository with this one's files as they are now, and with an env-repo that fits the demo. Its history
 * begins here: each service's first release is 0.1.0.
 */
export async function fillRepository(
  checkout: Checkout,
  repository: ForgeRepository,
  { setting, env }: { setting: Setting; env: NodeJS.ProcessEnv },
): Promise<void> {
  const listed = await program('git', ['ls-files', '-z'], { env, directory: root });
  for (const file of listed.split('\0').filter((name) => name !== '')) {
    const target = join(checkout.folder, file);
    await mkdir(dirname(target), { recursive: true });
    // A file that is deleted and not yet committed is left out.
    await cp(join(root, file), target).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
  const services = await deliveredServices();
  const fit = { repository, setting, services, verificationSeconds };
  await fitEnvRepo(join(checkout.folder, 'env-repo'), fit);
  await checkout.push('feat: the shop');
}
