import { setTimeout } from 'node:timers/promises';
import type { ForgeStage, StagedRequest } from './forge-stage.ts';
import type { GiteaServer } from './gitea-server.ts';
import type { Shop } from './shop.ts';
import { git } from './template.ts';

/** Makes a repository on a Gitea, with the shop's content, and has the shop use it as its env-repo. */
export async function stageGitea({ url, user, token }: GiteaServer, shop: Shop): Promise<ForgeStage> {
  const name = `environments-${crypto.randomUUID().slice(0, 8)}`;
  const repository = `/repos/${user}/${name}`;
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { Authorization: `token ${token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Gitea answers ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  await call('POST', '/user/repos', { name, private: true, default_branch: 'main' });
  const address = `${url}/${user}/${name}.git`;
  await git(shop.work, 'push', '--quiet', address.replace('://', `://${user}:${token}@`), 'main');
  // It notes what was pushed after it has answered, and has no requests while it takes the repository for empty.
  while (((await call('GET', repository)) as { empty: boolean }).empty) await setTimeout(20);
  const env = { ENV_REPO: address, ENV_TOKEN: token, FORGE: 'gitea' };
  return {
    env,
    strangerEnv: { ...env, ENV_TOKEN: '0123456789012345678901234567890123456789' },
    async requests() {
      const all = (await call('GET', `${repository}/pulls?state=all`)) as StagedRequest[];
      return all.sort((one, other) => one.number - other.number);
    },
    async close(number) {
      await call('PATCH', `${repository}/pulls/${number}`, { state: 'closed' });
    },
    async write(number, body) {
      await call('PATCH', `${repository}/pulls/${number}`, { body });
    },
    async merge(number) {
      const path = `${repository}/pulls/${number}`;
      // It looks for conflicts after it has answered, and merges when it has looked.
      while (!((await call('GET', path)) as { mergeable: boolean }).mergeable) await setTimeout(20);
      await call('POST', `${path}/merge`, { Do: 'merge' });
    },
  };
}
