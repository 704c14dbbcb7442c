import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository as root } from '@foldline/images/services';
import { stringify } from 'yaml';
import type { Checkout } from './checkout.ts';
import { environments, environmentValues, services, serviceValues, type Setting } from './environments.ts';
import type { ForgeRepository } from './gitea.ts';
import { registry } from './images.ts';
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
  await fitEnvRepo(join(checkout.folder, 'env-repo'), repository, setting);
  await checkout.push('feat: the shop');
}

/** Says in an env-repo where it is, and what a laptop has room for. */
async function fitEnvRepo(folder: string, repository: ForgeRepository, setting: Setting): Promise<void> {
  for (const environment of environments) {
    const values = join(folder, 'envs', environment);
    await writeFile(join(values, 'values.yaml'), stringify(environmentValues(environment)));
    for (const service of services) {
      const own = serviceValues(service, environment, setting);
      await writeFile(join(values, service, 'values.yaml'), stringify(own));
    }
  }
  await edit(join(folder, 'policy.yaml'), (text) => text.replace(/soak: \d+\w/, 'soak: 5s'));
  await edit(join(folder, 'bootstrap.yaml'), (text) => bootstrap(text, repository, setting.name));
}

/** bootstrap.yaml with this repository's addresses, this demo's name, and what its forge and its patience need. */
function bootstrap(text: string, repository: ForgeRepository, name: string): string {
  const parameters = { forge: 'gitea', pollSeconds: 5, 'verification.timeoutSeconds': verificationSeconds };
  const added = Object.entries(parameters).map(
    ([key, value]) => `        - { name: ${key}, value: '${value}' }\n`,
  );
  return text
    .replaceAll('https://github.com/foldline/foldline.git', repository.clusterUrl)
    .replaceAll('https://github.com:443/foldline/foldline.git', repository.otherClusterUrl)
    .replaceAll('ghcr.io/foldline/foldline', registry)
    .replaceAll(/(?<!\/)\bfoldline\b/g, name)
    .replace(/( {8}- \{ name: verification\.registry.*\n)/, `$1${added.join('')}`);
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} has nothing of what the demo changes in it.`);
  await writeFile(file, after);
}
