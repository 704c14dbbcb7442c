import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository as root } from '@foldline/images/services';
import type { Checkout } from './checkout.ts';
import { deliveredServices } from './delivered-services.ts';
import { bootstrapFor, demoPolicy, valuesFiles } from './env-repo-files.ts';
import type { Setting } from './environments.ts';
import type { ForgeRepository } from './gitea.ts';
import { program } from './program.ts';

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

/** Says in an env-repo where it is, and what a laptop has room for. What runs elsewhere by it does not run here. */
async function fitEnvRepo(folder: string, repository: ForgeRepository, setting: Setting): Promise<void> {
  const values = join(folder, 'envs');
  await rm(values, { recursive: true, force: true });
  for (const [file, content] of Object.entries(valuesFiles(await deliveredServices(), setting))) {
    await mkdir(dirname(join(values, file)), { recursive: true });
    await writeFile(join(values, file), content);
  }
  await edit(join(folder, 'policy.yaml'), demoPolicy);
  await edit(join(folder, 'bootstrap.yaml'), (text) => bootstrapFor(text, repository, setting.name));
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} has nothing of what the demo changes in it.`);
  await writeFile(file, after);
}
