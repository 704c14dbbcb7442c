import { callApi, messageOf } from './api.ts';
import { PlainError } from '../plain-error.ts';
import type { Forge } from './forge.ts';
import type { Place } from './github.ts';
import { firstOpen, pullRequests } from './pull-requests.ts';

/** Gitea by its API, version 1. */
export function gitea({ api, owner, repository, token }: Place): Forge {
  const repo = `/repos/${owner}/${repository}`;
  const options = { name: 'Gitea', base: api, headers: { Authorization: `token ${token}` } };
  return pullRequests({
    ...options,
    pulls: `${repo}/pulls`,
    conflict: 409,
    async find(head, base) {
      // It answers one, the open one if there is any, and 404 for none and for no repository alike.
      const path = `${repo}/pulls/${encodeURIComponent(base)}/${encodeURIComponent(head)}`;
      const { status, body } = await callApi(options, 'GET', path);
      if (status === 200) return firstOpen([body], options.name);
      const whole = await callApi(options, 'GET', repo);
      if (status === 404 && whole.status === 200) return undefined;
      throw new PlainError(
        `Gitea has no repository ${owner}/${repository} for this token (${status}: ${messageOf(body)}). Check ENV_REPO and the token's rights.`,
      );
    },
  });
}
