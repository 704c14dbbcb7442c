import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImageSource } from '@foldline/images/services';
import { bootstrapFor, demoPolicy, valuesFiles } from './env-repo-files.ts';
import type { Setting } from './environments.ts';
import type { ForgeRepository } from './gitea.ts';

export interface EnvRepoFit {
  repository: ForgeRepository;
  setting: Setting;
  services: readonly ImageSource[];
  /** Seconds that a release has to become what it should be. */
  verificationSeconds: number;
}

/** Says in an env-repo where it is, and what a laptop has room for. What runs elsewhere by it does not run here. */
export async function fitEnvRepo(folder: string, fit: EnvRepoFit): Promise<void> {
  const values = join(folder, 'envs');
  await rm(values, { recursive: true, force: true });
  for (const [file, content] of Object.entries(valuesFiles(fit.services, fit.setting))) {
    await mkdir(dirname(join(values, file)), { recursive: true });
    await writeFile(join(values, file), content);
  }
  await edit(join(folder, 'policy.yaml'), demoPolicy);
  const { repository, verificationSeconds } = fit;
  const addresses = { repository, name: fit.setting.name, verificationSeconds };
  await edit(join(folder, 'bootstrap.yaml'), (text) => bootstrapFor(text, addresses));
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} has nothing of what the demo changes in it.`);
  await writeFile(file, after);
}
