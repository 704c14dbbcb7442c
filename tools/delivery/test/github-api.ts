import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { StagedRequest } from './forge-stage.ts';

/** A pull request, by the names of its branches. */
export interface StagedPull extends StagedRequest {
  head: string;
  base: string;
}

/** An answer that GitHub may give instead of its usual one. */
export interface Refusal {
  /** The next request with this method gets it. */
  method: 'GET' | 'POST' | 'PATCH';
  status: number;
  headers?: Record<string, string>;
  message?: string;
  /** Whether it does what it is asked all the same, and only the answer to it is lost. */
  isDone?: boolean;
}

export interface GitHubApi {
  url: string;
  pulls: StagedPull[];
  /** The methods of all requests so far. */
  asked: string[];
  /** The next requests get these answers, one each. */
  refuse: (...refusals: Refusal[]) => void;
  /** Has someone else open the request just before ours arrives. */
  overtake: () => void;
}

interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/**
 * A server that answers as GitHub's REST API documents for the pull requests of one repository: listing, opening and
 * changing, its errors and its limits.
 *
 * @param repository `foldline/environments`
 * @param token the only one that it lets in
 */
export async function startGitHubApi(repository: string, token: string): Promise<GitHubApi> {
  const pulls: StagedPull[] = [];
  const refusals: Refusal[] = [];
  const asked: string[] = [];
  const list = `/repos/${repository}/pulls`;
  let isOvertaken = false;

  const open = (wish: Omit<StagedPull, 'number' | 'state'>): StagedPull => {
    const pull = { ...wish, number: pulls.length + 1, state: 'open' };
    pulls.push(pull);
    return pull;
  };
  const reply = async (request: IncomingMessage, url: URL): Promise<Reply> => {
    const { authorization, 'user-agent': agent, 'x-github-api-version': version } = request.headers;
    if (authorization !== `Bearer ${token}`) return failure(401, 'Bad credentials');
    if (agent === undefined) return failure(403, 'Request forbidden by administrative rules.');
    if (version !== '2022-11-28') return failure(400, 'This API version is not supported.');
    const pull = pulls.find(({ number }) => url.pathname === `${list}/${number}`);
    if (pull === undefined && url.pathname !== list) return failure(404, 'Not Found');
    if (request.method === 'GET') return { status: 200, body: pull ? show(pull) : select(url).map(show) };
    const content = (await json(request)) as StagedPull;
    if (pull !== undefined) return { status: 200, body: show(Object.assign(pull, content)) };
    if (isOvertaken) open({ ...content, title: 'by another run' });
    if (pulls.some(({ state, head }) => state === 'open' && head === content.head)) {
      return failure(422, 'Validation Failed', `A pull request already exists for foldline:${content.head}.`);
    }
    return { status: 201, body: show(open(content)) };
  };
  const select = ({ searchParams }: URL): StagedPull[] =>
    pulls.filter(
      ({ state, head, base }) =>
        state === searchParams.get('state') &&
        `${repository.split('/')[0] ?? ''}:${head}` === searchParams.get('head') &&
        base === searchParams.get('base'),
    );

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    asked.push(request.method ?? '');
    const at = refusals.findIndex(({ method }) => method === request.method);
    const [refusal] = at === -1 ? [] : refusals.splice(at, 1);
    const url = new URL(request.url ?? '/', 'http://github');
    if (refusal === undefined || refusal.isDone === true) {
      const usual = await reply(request, url);
      if (refusal === undefined) return usual;
    }
    const { status, headers = {}, message = 'Server Error' } = refusal;
    return { ...failure(status, message), headers };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body, headers }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pulls,
    asked,
    refuse: (...next) => void refusals.push(...next),
    overtake: () => (isOvertaken = true),
  };
}

function failure(status: number, message: string, detail?: string): Reply {
  const errors = detail === undefined ? [] : [{ resource: 'PullRequest', code: 'custom', message: detail }];
  return { status, body: { message, ...(errors.length > 0 && { errors }) } };
}

function show({ head, base, ...pull }: StagedPull): object {
  const repo = { id: 7 };
  return {
    ...pull,
    html_url: `https://github.com/foldline/environments/pull/${pull.number}`,
    head: { ref: head, repo },
    base: { ref: base, repo },
  };
}
