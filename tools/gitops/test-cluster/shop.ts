import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkout } from '@foldline/demo/checkout';
import { allowKargo, bootstrapDelivery } from '@foldline/demo/cluster-objects';
import { deliveredServices } from '@foldline/demo/delivered-services';
import { ForgeRepository } from '@foldline/demo/gitea';
import { registry } from '@foldline/demo/images';
import { KargoProject } from '@foldline/demo/kargo';
import { release } from '@foldline/demo/release';
import { removeDelivery } from '@foldline/demo/remove-delivery';
import { cluster } from './cluster.ts';
import { KargoAccount } from './kargo-account.ts';
import { protectMain } from './protect-main.ts';
import { fillShop } from './shop-files.ts';

const policy = 'env-repo/policy.yaml';

/** Those that our policy names. */
export const services = (await deliveredServices()).map(({ name }) => name);

/**
 * A shop of a test's own: a repository on the forge with charts and env-repo, which Argo CD and Kargo of the cluster
 * deliver under the shop's name.
 */
export class Shop {
  readonly name: string;
  readonly repository: ForgeRepository;
  readonly kargoAccount: KargoAccount;
  readonly checkout: Checkout;
  readonly kargo: KargoProject;
  #changes = 0;

  private constructor(repository: ForgeRepository, kargoAccount: KargoAccount, checkout: Checkout) {
    this.name = repository.name;
    this.repository = repository;
    this.kargoAccount = kargoAccount;
    this.checkout = checkout;
    this.kargo = new KargoProject(cluster().kubectl, this.name);
  }

  /**
   * Makes the repository. Nothing is released, and the cluster knows nothing of it yet.
   *
   * @param kept the services that it has
   */
  static async create(name: string, kept: readonly string[] = services): Promise<Shop> {
    const { env, forge } = cluster();
    const repository = new ForgeRepository(forge, name);
    await repository.create();
    const folder = await mkdtemp(join(tmpdir(), 'foldline-gitops-'));
    const checkout = await Checkout.in(folder, repository, env);
    await fillShop(folder, { repository, kept });
    await checkout.push('feat: a shop');
    await protectMain(forge, repository);
    return new Shop(repository, await KargoAccount.create(forge, repository), checkout);
  }

  /** Has Argo CD and Kargo deliver the shop, as the guide says. */
  async bootstrap(): Promise<void> {
    const { forge, kubectl } = cluster();
    const place = { name: this.name, kubectl, forge, repository: this.repository };
    await bootstrapDelivery(this.checkout, place);
    await allowKargo({ ...place, forge: this.kargoAccount.forge });
  }

  /** Merges a change of the policy. */
  async changePolicy(before: string, after: string): Promise<void> {
    const text = (await this.checkout.read(policy)) ?? '';
    if (!text.includes(before)) throw new Error(`The policy does not say ${before}.`);
    await this.checkout.merge('chore: policy', { [policy]: text.replace(before, after) });
  }

  /** Releases a service as main has it, and deploys it to dev, as its workflow does. Answers the version. */
  async release(service: string): Promise<string> {
    await this.checkout.pull();
    return this.releaseHere(service);
  }

  /** The same of the branch that the checkout is on. */
  releaseHere(service: string): Promise<string> {
    const { store, digests } = cluster();
    return release(this.checkout, store, { service, digest: digests[service] ?? '' });
  }

  /** Merges a change of a service, and releases it. Answers the version. */
  async change(service: string, message: string): Promise<string> {
    this.#changes += 1;
    await this.checkout.merge(message, { [`services/${service}/change`]: `${this.#changes}\n` });
    return this.release(service);
  }

  /** Releases a service with an image that is nowhere, and deploys it to dev. Answers the version. */
  async releaseWithoutImage(service: string): Promise<string> {
    await this.checkout.pull();
    const image = ['--repository', `${registry}/${service}`, '--digest', `sha256:${'0'.repeat(64)}`];
    const version = String((await this.checkout.deliver('release', service, ...image))['version']);
    await this.checkout.deliver('deploy', service, '--version', version);
    return version;
  }

  /** Removes the shop from the cluster and the forge. What runs may end a little later. */
  async remove(): Promise<void> {
    await removeDelivery(cluster().kubectl, this.name, { wait: false });
    await this.repository.remove();
    await this.kargoAccount.remove();
    await rm(this.checkout.folder, { recursive: true, force: true });
  }
}
