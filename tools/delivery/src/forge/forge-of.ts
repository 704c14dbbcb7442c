import type { Config } from '../config.ts';
import { isPath, serverOf } from '../git/remote-address.ts';
import { PlainError } from '../plain-error.ts';
import { tokenFor } from '../source/source-repository.ts';
import type { Forge } from './forge.ts';
import { gitea } from './gitea.ts';
import { github } from './github.ts';

/**
 * The forge of a repository.
 *
 * @param address of the repository
 * @returns `undefined` for a path: there a person merges the branch with git
 * @throws PlainError when it is not clear which it is, or there is no token
 */
export function forgeOf(address: string, config: Config): Forge | undefined {
  if (isPath(address) || address.startsWith('file://')) return undefined;
  const server = serverOf(address) ?? '';
  const [owner, repository] = ownerAndName(address);
  const token = tokenFor(address, config);
  if (token === undefined) {
    throw new PlainError(
      `There is no token for ${server}. Set ENV_REPO and ENV_TOKEN, or GITHUB_TOKEN, to one that may write contents and pull requests.`,
      'usage',
    );
  }
  const isGitHub = server === 'github.com' || address.startsWith(`${config.githubServer}/`);
  const kind = config.forge ?? (isGitHub ? 'github' : undefined);
  if (kind === undefined)
    throw new PlainError(`It is not clear what ${server} is. Set FORGE to github or gitea.`, 'usage');
  const web = /^https?:/.test(address) ? new URL(address).origin : `https://${server}`;
  const usual =
    kind === 'gitea' ? `${web}/api/v1` : server === 'github.com' ? 'https://api.github.com' : `${web}/api/v3`;
  const place = { api: config.forgeApi ?? usual, owner, repository, token };
  return kind === 'gitea' ? gitea(place) : github(place);
}

function ownerAndName(address: string): [string, string] {
  const [, owner, name] = /[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(address) ?? [];
  if (owner !== undefined && name !== undefined) return [owner, name];
  throw new PlainError('The env-repo has no owner and name in its address. Check ENV_REPO.', 'usage');
}
