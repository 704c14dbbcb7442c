import type { Config } from './config.ts';
import { Git } from './git/git.ts';

/** Who started this run: the one that CI names, or the one that git knows. */
export async function actorOf(
  { actor }: Config,
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (actor !== undefined) return actor;
  if (env['GIT_AUTHOR_NAME'] !== undefined) return env['GIT_AUTHOR_NAME'];
  const { exitCode, stdout } = await new Git(directory, env).run(['config', 'user.name']);
  return exitCode === 0 ? stdout.toString().trim() : undefined;
}
