import type { CommandContext } from '../command-line.ts';
import type { MoveOptions } from '../env-repo/promote.ts';
import { maxBody, requestBody } from '../env-repo/request-body.ts';
import { forgeOf } from '../forge/forge-of.ts';
import { asSection } from '../forge/section.ts';
import type { EnvRepoContext } from './env-repo-context.ts';

/** What a promotion and a rollback have in common: whose they are, and how a person is asked to let them in. */
export function moveOptions(
  context: CommandContext,
  { config, source, actor }: EnvRepoContext,
  service: string,
  environment: string,
): MoveOptions {
  return {
    service,
    environment,
    run: config.run,
    actor,
    forge: ({ address }) => context.forge ?? forgeOf(address, config),
    describe: async (repo, { current, release, content }) => {
      const request = { source, repo, service, environment, helm: config.helm };
      return asSection(await requestBody(request, current, release, content, maxBody - 1000));
    },
  };
}
