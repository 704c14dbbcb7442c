import { callApi, messageOf } from './api.ts';
import { PlainError } from '../plain-error.ts';
import type { Forge } from './forge.ts';
import type { Place } from './github.ts';
import { isFromFork, pullRequests, readRequests, type PullRequest } from './pull-requests.ts';

/** Gitea by its API, version 1. */
export function gitea({ api, owner, repository, token }: Place): Forge {
  const pulls = `/repos/${owner}/${repository}/pulls`;
  const options = { name: 'Gitea', base: api, headers: { Authorization: `token ${token}` } };
  return pullRequests({
    ...options,
    pulls,
    async open(head, base) {
      // It cannot be asked for those of two branches, and a page may be shorter than we ask for.
      const found: PullRequest[] = [];
      for (let page = 1; ; page++) {
        const path = `${pulls}?state=open&page=${page}&limit=50`;
        const { status, body } = await callApi(options, 'GET', path);
        if (status !== 200) {
          throw new PlainError(
            `Gitea has no repository ${owner}/${repository} for this token (${status}: ${messageOf(body)}). Check ENV_REPO and the token's rights.`,
          );
        }
        const requests = readRequests(body, options.name);
        if (requests.length === 0) return found;
        found.push(...requests.filter((request) => isOf(request, head, base)));
      }
    },
  });
}

function isOf(request: PullRequest, head: string, base: string): boolean {
  return !isFromFork(request) && request.head.ref === head && request.base.ref === base;
}
