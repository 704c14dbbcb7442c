import { PlainError } from '@foldline/delivery/plain-error';

/** What Gitea has answered. */
export interface GiteaAnswer {
  status: number;
  text: string;
}

export type GiteaCredentials = { token: string } | { user: string; password: string };

/** The API of a Gitea, with the rights of an account. */
export class GiteaApi {
  readonly #url: string;
  readonly #authorization: string;

  constructor(url: string, credentials: GiteaCredentials) {
    this.#url = url;
    this.#authorization =
      'token' in credentials
        ? `token ${credentials.token}`
        : `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  }

  /**
   * Calls it.
   *
   * @param path behind `/api/v1`
   * @throws PlainError with what it says, when it refuses
   */
  async call(method: string, path: string, body?: object): Promise<unknown> {
    const { status, text } = await this.ask(method, path, body);
    if (status >= 400) throw new PlainError(`${method} ${path}: the forge answers ${status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /**
   * Calls it, where a refusal is an answer like any other.
   *
   * @throws PlainError when there is no answer
   */
  async ask(method: string, path: string, body?: object): Promise<GiteaAnswer> {
    try {
      const response = await fetch(`${this.#url}/api/v1${path}`, {
        method,
        headers: { Authorization: this.#authorization, 'Content-Type': 'application/json' },
        signal: AbortSignal.timeout(20_000),
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new PlainError(`The forge does not answer at ${this.#url}. Is its cluster running?`, 'failed', {
        cause: error,
      });
    }
  }
}
