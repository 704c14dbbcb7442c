import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deliveredServices } from '@foldline/demo/delivered-services';
import { environmentNames } from '@foldline/demo/environments';
import { fitEnvRepo } from '@foldline/demo/fit-env-repo';
import type { ForgeRepository } from '@foldline/demo/gitea';
import { parseDocument } from 'yaml';
import { cluster } from './cluster.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export interface ShopFiles {
  repository: ForgeRepository;
  /** The services that it has. */
  kept: readonly string[];
}

/** Fills a folder with what a shop is delivered from, as it fits the cluster. */
export async function fillShop(folder: string, { repository, kept }: ShopFiles): Promise<void> {
  await copyShop(folder);
  const platform = { hasGateway: false, hostName: (environment: string) => environment };
  const setting = { name: repository.name, postgresql: cluster().postgresql, platform };
  const services = (await deliveredServices()).filter(({ name }) => kept.includes(name));
  // Its peers may come to an environment at the same time as a release.
  const verificationSeconds = kept.length === 1 ? 40 : 120;
  const envRepo = join(folder, 'env-repo');
  await fitEnvRepo(envRepo, { repository, setting, services, verificationSeconds });
  await setInPolicy(envRepo, { promoter: 'kargo', services: kept });
}

async function copyShop(folder: string): Promise<void> {
  for (const name of ['charts', 'env-repo', 'package-lock.json', 'services']) {
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (source) =>
        !/node_modules|\/(test|test-cluster|src|prisma|\.turbo)$|\/charts\/\w+\/charts$/.test(source),
    });
  }
}

/** Takes a service out of an env-repo: out of the policy, and its folders. */
export async function removeService(envRepo: string, removed: string): Promise<void> {
  const services = (await deliveredServices()).map(({ name }) => name);
  await setInPolicy(envRepo, { services: services.filter((name) => name !== removed) });
  for (const environment of environmentNames)
    await rm(join(envRepo, 'envs', environment, removed), { recursive: true });
}

async function setInPolicy(envRepo: string, values: Record<string, unknown>): Promise<void> {
  const file = join(envRepo, 'policy.yaml');
  const document = parseDocument(await readFile(file, 'utf8'));
  for (const [key, value] of Object.entries(values)) document.set(key, document.createNode(value));
  await writeFile(file, String(document));
}
