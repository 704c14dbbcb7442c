import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { Git } from '../git/git.ts';
import { shallowMessage } from '../git/git-failure.ts';
import { absoluteAddress, serverOf, tokenSettings } from '../git/remote-address.ts';
import { withScratchRepository } from '../git/scratch-repository.ts';
import { PlainError } from '../plain-error.ts';

/** The repository that a command runs in, and its remote. Only read: what is fetched goes elsewhere. */
export interface SourceRepository {
  /** Its folder, absolute. */
  root: string;
  /** The folder of its objects, absolute. */
  objects: string;
  /** Address of `origin`; `undefined` where there is none. */
  origin: string | undefined;
  /** The hash of a commit. @throws PlainError when there is no such commit */
  commit(revision: string): Promise<string>;
  /** The names of its own branches that have a commit. */
  branchesWith(commit: string): Promise<string[]>;
  /**
   * Fetches from the remote into a repository that is thrown away in the end.
   *
   * @param refspecs what to fetch
   * @param work gets that repository, with our commits in it, and the remote's address
   */
  withFetched<Result>(
    refspecs: readonly string[],
    work: (git: Git, remote: string, fetch: () => Promise<void>) => Promise<Result>,
  ): Promise<Result>;
}

/** @throws PlainError where there is no repository, or only its latest commits */
export async function openSource(
  directory: string,
  env: NodeJS.ProcessEnv,
  config: Config,
): Promise<SourceRepository> {
  const git = new Git(directory, env);
  const { exitCode, stdout } = await git.run([
    'rev-parse',
    '--path-format=absolute',
    '--show-toplevel',
    '--git-path',
    'objects',
    '--is-shallow-repository',
  ]);
  const [root = '', objects = '', isShallow] = stdout.toString().split('\n');
  if (exitCode !== 0)
    throw new PlainError('This is not a git repository. Run the command in a clone.', 'usage');
  if (isShallow === 'true') throw new PlainError(shallowMessage);
  const remote = await git.run(['remote', 'get-url', 'origin']);
  const origin = remote.exitCode === 0 ? absoluteAddress(remote.stdout.toString().trim(), root) : undefined;
  return {
    root: resolve(root),
    objects,
    origin,
    async commit(revision) {
      const found = await git.run([
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${revision}^{commit}`,
      ]);
      if (found.exitCode === 0) return found.stdout.toString().trim();
      throw new PlainError(`There is no commit ${revision} here. Fetch it, or name another one.`, 'usage');
    },
    async branchesWith(commit) {
      const format = '--format=%(refname:lstrip=2)';
      return (await git.text(['for-each-ref', `--contains=${commit}`, format, 'refs/heads/'])).split('\n');
    },
    withFetched(refspecs, work) {
      // Without a remote, the repository itself has the tags.
      const address = origin ?? resolve(root);
      return withScratchRepository(
        { env, settings: tokenSettings(address, tokenFor(address, config)), objects },
        async (scratch) => {
          const fetch = async (): Promise<void> => {
            await scratch.text([
              'fetch',
              '--quiet',
              '--no-tags',
              '--no-write-fetch-head',
              address,
              ...refspecs,
            ]);
          };
          await fetch();
          return work(scratch, address, fetch);
        },
      );
    },
  };
}

/** The token that a server may see: each is for one place, and never sent to another. */
export function tokenFor(
  address: string,
  { envRepo, envToken, githubServer, githubToken }: Config,
): string | undefined {
  if (envToken !== undefined && address === envRepo) return envToken;
  const server = serverOf(address);
  return server !== undefined && server === serverOf(`${githubServer}/`) ? githubToken : undefined;
}
