import { startedCluster } from './command.ts';

/** A pull request, as Gitea answers. */
export interface Request {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  merged: boolean;
  mergeable: boolean;
  head: { ref: string };
}

/** A repository on the cluster's forge, with the rights of its owner. */
export class ForgeRepository {
  readonly name: string;
  readonly url: string;
  /** The same repository by another name of its host. */
  readonly otherUrl: string;
  readonly #path: string;

  constructor(name: string) {
    this.name = name;
    const { FORGE_URL = '', FORGE_USER = '' } = startedCluster().variables;
    this.url = `${FORGE_URL}/${FORGE_USER}/${name}.git`;
    this.otherUrl = this.url.replace('127.0.0.1', 'localhost');
    this.#path = `/repos/${FORGE_USER}/${name}`;
  }

  /** The address with credentials, for git. */
  get pushUrl(): string {
    const { FORGE_USER = '', FORGE_TOKEN = '' } = startedCluster().variables;
    return this.url.replace('://', `://${FORGE_USER}:${FORGE_TOKEN}@`);
  }

  async create(): Promise<void> {
    await this.#call('POST', '/user/repos', { name: this.name, private: true, default_branch: 'main' });
  }

  async delete(): Promise<void> {
    await this.#call('DELETE', this.#path);
  }

  /** Its requests, oldest first. */
  async requests(state: 'open' | 'closed' | 'all' = 'open'): Promise<Request[]> {
    const all = (await this.#call('GET', `${this.#path}/pulls?state=${state}`)) as Request[];
    return all.sort((one, other) => one.number - other.number);
  }

  /** Merges a request. While the forge looks for conflicts with what else was merged, it answers 405: try again later. */
  async merge(number: number): Promise<'merged' | 'try again later'> {
    const { status, text } = await this.#send('POST', `${this.#path}/pulls/${number}/merge`, { Do: 'merge' });
    if (status === 405 && text.includes('try again later')) return 'try again later';
    if (status !== 200) throw new Error(`The forge does not merge ${number}: ${text}`);
    return 'merged';
  }

  async close(number: number): Promise<void> {
    await this.#call('PATCH', `${this.#path}/pulls/${number}`, { state: 'closed' });
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const { status, text } = await this.#send(method, path, body);
    if (status >= 400) throw new Error(`${method} ${path}: the forge answers ${status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async #send(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
    const { FORGE_URL = '', FORGE_TOKEN = '' } = startedCluster().variables;
    const response = await fetch(`${FORGE_URL}/api/v1${path}`, {
      method,
      headers: { Authorization: `token ${FORGE_TOKEN}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(20_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }
}
