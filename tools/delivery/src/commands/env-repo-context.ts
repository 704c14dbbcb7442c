import { actorOf } from '../actor.ts';
import type { CommandContext } from '../command-line.ts';
import type { Config } from '../config.ts';
import { withEnvRepo, type EnvRepo } from '../env-repo/env-repo.ts';
import { openSource, type SourceRepository } from '../source/source-repository.ts';

/** What the commands on environments work with. */
export interface EnvRepoContext {
  config: Config;
  source: SourceRepository;
  /** Who started this run. */
  actor: string | undefined;
  withEnvRepo: <Result>(work: (look: () => Promise<EnvRepo>) => Promise<Result>) => Promise<Result>;
}

export async function openEnvRepoContext({
  config,
  directory,
  env,
}: CommandContext): Promise<EnvRepoContext> {
  const settings = config();
  const source = await openSource(directory, env, settings);
  return {
    config: settings,
    source,
    actor: await actorOf(settings, directory, env),
    withEnvRepo: (work) => withEnvRepo({ config: settings, env, source, directory }, work),
  };
}
