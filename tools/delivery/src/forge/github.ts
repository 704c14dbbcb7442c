import { callApi, messageOf } from './api.ts';
import { PlainError } from '../plain-error.ts';
import type { Forge } from './forge.ts';
import { pullRequests, readRequests } from './pull-requests.ts';

/** A repository on a forge, and the way to its API. */
export interface Place {
  /** Address of the API, `https://api.github.com`. */
  api: string;
  owner: string;
  repository: string;
  token: string;
}

/** GitHub by its REST API, version 2022-11-28. */
export function github({ api, owner, repository, token }: Place): Forge {
  const pulls = `/repos/${owner}/${repository}/pulls`;
  const options = {
    name: 'GitHub',
    base: api,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-GitHub-Api-Version': '2022-11-28',
      'User-Agent': 'foldline-delivery',
    },
  };
  return pullRequests({
    ...options,
    pulls,
    async open(head, base) {
      const query = new URLSearchParams({ state: 'open', head: `${owner}:${head}`, base });
      const { status, body } = await callApi(options, 'GET', `${pulls}?${query.toString()}`);
      if (status === 200) return readRequests(body, options.name);
      throw new PlainError(
        `GitHub has no repository ${owner}/${repository} for this token (${status}: ${messageOf(body)}). Check ENV_REPO and the token's rights.`,
      );
    },
  });
}
