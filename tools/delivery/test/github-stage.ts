import { join } from 'node:path';
import type { ForgeStage } from './forge-stage.ts';
import { startGitHubApi, type GitHubApi, type StagedPull } from './github-api.ts';
import type { Shop } from './shop.ts';
import { git } from './template.ts';

export interface GitHubStage extends ForgeStage {
  api: GitHubApi;
}

/** Has a shop find its own remote where GitHub would be, with pull requests by a stand-in for GitHub's API. */
export async function stageGitHub(shop: Shop): Promise<GitHubStage> {
  const token = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';
  const api = await startGitHubApi('foldline/environments', token);
  const address = 'https://github.com/foldline/environments.git';
  const find = (number: number): StagedPull => {
    const found = api.pulls.find((pull) => pull.number === number);
    if (!found) throw new Error(`There is no request ${number}.`);
    return found;
  };
  const env = {
    ENV_REPO: address,
    ENV_TOKEN: token,
    FORGE_API: api.url,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${shop.origin}.insteadOf`,
    GIT_CONFIG_VALUE_0: address,
  };
  return {
    api,
    env,
    strangerEnv: { ...env, ENV_TOKEN: 'ghs_stranger' },
    requests: () => Promise.resolve(api.pulls),
    close(number) {
      find(number).state = 'closed';
      return Promise.resolve();
    },
    write(number, body) {
      find(number).body = body;
      return Promise.resolve();
    },
    async merge(number) {
      const pull = find(number);
      const clone = join(shop.directory, 'merging');
      await git(shop.directory, 'clone', '--quiet', shop.origin, clone);
      const message = `Merge pull request #${number}`;
      await git(clone, 'merge', '--quiet', '--no-ff', `origin/${pull.head}`, '-m', message);
      await git(clone, 'push', '--quiet', 'origin', 'main');
      pull.state = 'closed';
    },
  };
}
