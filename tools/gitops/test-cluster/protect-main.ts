import type { ForgeRepository } from '@foldline/demo/gitea';
import { GiteaApi } from '@foldline/demo/gitea-api';
import type { Forge } from '@foldline/demo/platform';

/** The files that machines write without a request. */
const machinesFiles = ['dev', 'preprod'].map((environment) => `env-repo/envs/${environment}/*/release.yaml`);

/**
 * Protects main as docs/how-to/install-on-your-cluster.md says: its owner pushes what elsewhere are merged requests, and
 * merges; whoever else may write pushes the machines' files, and asks for the rest.
 */
export async function protectMain(owner: Forge, repository: ForgeRepository): Promise<void> {
  await new GiteaApi(owner.url, owner).call('POST', `${repository.apiPath}/branch_protections`, {
    rule_name: 'main',
    enable_push: true,
    enable_push_whitelist: true,
    push_whitelist_usernames: [owner.user],
    enable_merge_whitelist: true,
    merge_whitelist_usernames: [owner.user],
    unprotected_file_patterns: machinesFiles.join(';'),
  });
}
