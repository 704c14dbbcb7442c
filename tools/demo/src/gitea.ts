import { PlainError } from '@foldline/delivery/plain-error';
import type { Forge } from './platform/platform.ts';

/** A pull request, as Gitea answers. */
export interface Request {
  number: number;
  title: string;
  body: string;
  html_url: string;
  mergeable: boolean;
}

/** A repository on the forge. */
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
  readonly #forge: Forge;

  constructor(forge: Forge, name: string) {
    const path = `${forge.user}/${name}.git`;
    this.name = name;
    this.#forge = forge;
    this.variables = { FORGE: 'gitea', GITHUB_SERVER_URL: forge.url, GITHUB_TOKEN: forge.token };
    this.clusterUrl = `${forge.clusterUrl}/${path}`;
    this.otherClusterUrl = `${forge.otherClusterUrl}/${path}`;
    this.pushUrl = `${forge.url}/${path}`.replace('://', `://${forge.user}:${forge.token}@`);
  }

  /** Makes it, unless it is there. */
  async create(): Promise<void> {
    const { status, text } = await this.#send('GET', '');
    if (status === 200) return;
    if (status !== 404) throw new PlainError(`The forge answers ${status}: ${text}`);
    await this.#call('POST', '/user/repos', { name: this.name, private: true, default_branch: 'main' });
  }

  async remove(): Promise<void> {
    const { status, text } = await this.#send('DELETE', '');
    if (status >= 400 && status !== 404) throw new PlainError(`The forge answers ${status}: ${text}`);
  }

  /** Its open requests, oldest first. */
  async requests(): Promise<Request[]> {
    const all = (await this.#call('GET', `${this.#path}/pulls?state=open`)) as Request[];
    return all.sort((one, other) => one.number - other.number);
  }

  /** Merges a request. Answers `false` while the forge still looks for conflicts with what else was merged. */
  async merge(number: number): Promise<boolean> {
    const { status, text } = await this.#send('POST', `/pulls/${number}/merge`, { Do: 'merge' });
    if (status === 200) return true;
    if (status === 405) return false;
    throw new PlainError(`The forge does not merge request ${number}: ${text}`);
  }

  get #path(): string {
    return `/repos/${this.#forge.user}/${this.name}`;
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const { status, text } = await this.#ask(method, path, body);
    if (status >= 400) throw new PlainError(`${method} ${path}: the forge answers ${status}: ${text}`);
    return JSON.parse(text);
  }

  #send(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
    return this.#ask(method, `${this.#path}${path}`, body);
  }

  async #ask(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.#forge.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `token ${this.#forge.token}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(20_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }
}
