import type { Command } from 'commander';
import { parseName } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { promote } from '../env-repo/promote.ts';
import { openEnvRepoContext } from './env-repo-context.ts';
import { moveOptions } from './move-options.ts';
import { moveJson, moveReport } from './move-report.ts';

interface Options {
  to: string;
  from?: string;
  pullRequest?: boolean;
  skipSoak?: boolean;
  duringFreeze?: boolean;
}

/** `delivery promote` */
export function promoteCommand(program: Command, context: CommandContext): Command {
  return program
    .command('promote')
    .summary('brings a release to the next environment')
    .description(
      'Copies release.yaml from the environment before, byte for byte. Where the policy has a person let releases in, it opens or updates a pull request, and never writes the branch itself.',
    )
    .addHelpText('after', `\nJSON: ${moveJson}; outcome is promoted, requested or already`)
    .argument('<service>', 'name of the service', parseName)
    .requiredOption('--to <environment>', 'the environment to bring it to', parseName)
    .option('--from <environment>', 'the one it has to come from, as a check', parseName)
    .option('--pull-request', 'ask a person although the policy does not')
    .option('--skip-soak', 'do not wait until the release has been long enough in the environment before')
    .option('--during-freeze', 'also while the policy has the environment frozen')
    .action(
      context.reporting(
        async (
          service: string,
          { to, from, pullRequest = false, skipSoak = false, duringFreeze = false }: Options,
        ) => {
          const repository = await openEnvRepoContext(context);
          const options = {
            ...moveOptions(context, repository, service, to),
            from,
            pullRequest,
            skipSoak,
            duringFreeze,
          };
          const result = await repository.withEnvRepo((look) => promote(look, options));
          return moveReport(result);
        },
      ),
    );
}
