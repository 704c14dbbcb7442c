import { PlainError } from '@foldline/delivery/plain-error';
import { GiteaApi } from './gitea-api.ts';
import type { Forge } from './platform/platform.ts';

/** A pull request, as Gitea answers. */
export interface Request {
  number: number;
  title: string;
  body: string;
  html_url: string;
  mergeable: boolean;
}

/** A repository on the forge, with the rights of an account. */
export class ForgeRepository {
  readonly name: string;
  /** For Argo CD and Kargo. */
  readonly clusterUrl: string;
  /** The same by another name. */
  readonly otherClusterUrl: string;
  /** With the credentials, for git and the delivery tool. */
  readonly pushUrl: string;
  /** The variables that tell the delivery tool of it. */
  readonly variables: Record<string, string>;
  /** Its path in the forge's API. */
  readonly apiPath: string;
  readonly #api: GiteaApi;

  /** @param owner whose repository it is; default: the account's own */
  constructor(forge: Forge, name: string, owner = forge.user) {
    const path = `${owner}/${name}.git`;
    this.name = name;
    this.#api = new GiteaApi(forge.url, forge);
    this.variables = { FORGE: 'gitea', GITHUB_SERVER_URL: forge.url, GITHUB_TOKEN: forge.token };
    this.clusterUrl = `${forge.clusterUrl}/${path}`;
    this.otherClusterUrl = `${forge.otherClusterUrl}/${path}`;
    this.pushUrl = `${forge.url}/${path}`.replace('://', `://${forge.user}:${forge.token}@`);
    this.apiPath = `/repos/${owner}/${name}`;
  }

  /** Makes it, unless it is there. */
  async create(): Promise<void> {
    const { status, text } = await this.#api.ask('GET', this.apiPath);
    if (status === 200) return;
    if (status !== 404) throw new PlainError(`The forge answers ${status}: ${text}`);
    await this.#api.call('POST', '/user/repos', { name: this.name, private: true, default_branch: 'main' });
  }

  async remove(): Promise<void> {
    const { status, text } = await this.#api.ask('DELETE', this.apiPath);
    if (status >= 400 && status !== 404) throw new PlainError(`The forge answers ${status}: ${text}`);
  }

  /** Its open requests, oldest first. */
  async requests(): Promise<Request[]> {
    const all = (await this.#api.call('GET', `${this.apiPath}/pulls?state=open`)) as Request[];
    return all.sort((one, other) => one.number - other.number);
  }

  /**
   * Merges a request.
   *
   * @returns `false` while the forge still looks for conflicts with what else was merged
   * @throws PlainError when it does not let it be merged
   */
  async merge(number: number): Promise<boolean> {
    const { status, text } = await this.#api.ask('POST', `${this.apiPath}/pulls/${number}/merge`, {
      Do: 'merge',
    });
    if (status === 200) return true;
    if (status === 405 && text.includes('try again later')) return false;
    throw new PlainError(`The forge does not merge request ${number}: ${text}`);
  }

  /** Closes a request unmerged. */
  async close(number: number): Promise<void> {
    await this.#api.call('PATCH', `${this.apiPath}/pulls/${number}`, { state: 'closed' });
  }
}
