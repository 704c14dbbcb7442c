import { randomBytes } from 'node:crypto';
import { ForgeRepository } from '@foldline/demo/gitea';
import { GiteaApi } from '@foldline/demo/gitea-api';
import type { Forge } from '@foldline/demo/platform';

/** An account of the forge that is Kargo's alone: it may write to one repository, and is nobody's administrator. */
export class KargoAccount {
  /** The forge, with this account. */
  readonly forge: Forge;
  /** The repository, with this account's rights. */
  readonly repository: ForgeRepository;
  readonly api: GiteaApi;
  readonly #owner: GiteaApi;

  private constructor(owner: GiteaApi, forge: Forge, repository: ForgeRepository) {
    this.#owner = owner;
    this.forge = forge;
    this.repository = repository;
    this.api = new GiteaApi(forge.url, forge);
  }

  /** Makes one that may write to a repository, with a token that is for repositories only. */
  static async create(owner: Forge, { name, apiPath }: ForgeRepository): Promise<KargoAccount> {
    const api = new GiteaApi(owner.url, owner);
    const user = `kargo-${name}`;
    const password = randomBytes(16).toString('hex');
    const email = `${user}@example.com`;
    await api.call('POST', '/admin/users', { username: user, email, password, must_change_password: false });
    await api.call('PUT', `${apiPath}/collaborators/${user}`, { permission: 'write' });
    const { sha1: token } = (await new GiteaApi(owner.url, { user, password }).call(
      'POST',
      `/users/${user}/tokens`,
      { name: 'kargo', scopes: ['write:repository'] },
    )) as { sha1: string };
    const forge = { ...owner, user, token };
    return new KargoAccount(api, forge, new ForgeRepository(forge, name, owner.user));
  }

  async remove(): Promise<void> {
    await this.#owner.call('DELETE', `/admin/users/${this.forge.user}?purge=true`);
  }
}
