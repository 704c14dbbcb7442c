import type { Config } from '../config.ts';
import type { Git } from '../git/git.ts';
import { absoluteAddress, tokenSettings } from '../git/remote-address.ts';
import { withScratchRepository } from '../git/scratch-repository.ts';
import { PlainError } from '../plain-error.ts';
import { tokenFor, type SourceRepository } from '../source/source-repository.ts';
import { readPolicy, policyFile } from './policy.ts';
import type { Policy } from './policy-schema.ts';

/** The env-repo as it is at one commit, with the history behind it. */
export interface EnvRepo {
  git: Git;
  /** Where it came from, and where to push. */
  address: string;
  /** The branch, `main`. */
  branch: string;
  /** The hash of the commit. */
  commit: string;
  policy: Policy;
  /** The whole path of a file in the repository, from its path in the env-repo. */
  path: (file: string) => string;
  /** A file's content, from its path in the env-repo; `undefined` when there is none. */
  read: (file: string) => Promise<Buffer | undefined>;
  /** The same as it is at another commit. @throws PlainError when that has no valid policy */
  at: (commit: string) => Promise<EnvRepo>;
}

/** The name that the branch has in the scratch repository, and the one that promotions on their way have. */
const branchRef = 'refs/delivery/branch';
export const promotionsRef = 'refs/delivery/promote';

export interface EnvRepoOptions {
  config: Config;
  env: NodeJS.ProcessEnv;
  source: SourceRepository;
  /** The directory that a relative ENV_REPO starts at. */
  directory: string;
}

/**
 * Fetches the env-repo with its history into a repository that is thrown away in the end.
 *
 * @param work gets a function that looks at the remote afresh
 * @throws PlainError when it cannot be reached, or has no valid policy
 */
export function withEnvRepo<Result>(
  { config, env, source, directory }: EnvRepoOptions,
  work: (look: () => Promise<EnvRepo>) => Promise<Result>,
): Promise<Result> {
  const address = envRepoAddress(config, source, directory);
  const settings = tokenSettings(address, tokenFor(address, config));
  return withScratchRepository({ env, settings, objects: source.objects }, (git) =>
    work(async () => {
      const branch = config.envRef;
      await git.text([
        ...['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--prune', '--end-of-options', address],
        `+${branch === 'HEAD' ? branch : `refs/heads/${branch}`}:${branchRef}`,
        `+refs/heads/promote/*:${promotionsRef}/*`,
      ]);
      return readEnvRepo(git, config, address, await git.text(['rev-parse', branchRef]));
    }),
  );
}

async function readEnvRepo(
  git: Git,
  config: Config,
  address: string,
  commit: string,
  place = config.envRef,
): Promise<EnvRepo> {
  const { envRef: branch, envPath } = config;
  const path = (file: string): string => (envPath === '' ? file : `${envPath}/${file}`);
  const read: EnvRepo['read'] = async (file) => {
    const { exitCode, stdout } = await git.run(['cat-file', 'blob', `${commit}:${path(file)}`]);
    return exitCode === 0 ? stdout : undefined;
  };
  const content = await read(policyFile);
  if (content === undefined) {
    throw new PlainError(
      `There is no ${path(policyFile)} on ${place} of the env-repo. Check ENV_REPO, ENV_REF and ENV_PATH.`,
    );
  }
  const policy = readPolicy(content, path(policyFile));
  const at: EnvRepo['at'] = async (other) => {
    const { exitCode } = await git.run(['cat-file', '-e', `${other}^{commit}`]);
    if (exitCode === 0) return readEnvRepo(git, config, address, other, other);
    throw new PlainError(
      `The env-repo has no commit ${other} on the way to ${branch}. Fetch more of its history, or name another.`,
      'usage',
    );
  };
  return { git, address, branch, commit, policy, path, read, at };
}

/** @throws PlainError when neither ENV_REPO nor a remote says where it is */
function envRepoAddress({ envRepo }: Config, source: SourceRepository, directory: string): string {
  const address = envRepo === undefined ? source.origin : absoluteAddress(envRepo, directory);
  if (address !== undefined) return address;
  throw new PlainError(
    'There is no env-repo. Set ENV_REPO to its address, or add a remote named origin.',
    'usage',
  );
}

/** The path in the env-repo of what runs of a service in an environment. */
export function releasePath(environment: string, service: string): string {
  return `envs/${environment}/${service}/release.yaml`;
}
