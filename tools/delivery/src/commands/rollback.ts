import type { Command } from 'commander';
import { parseName, parseVersion } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { rollback } from '../env-repo/rollback.ts';
import { openEnvRepoContext } from './env-repo-context.ts';
import { moveOptions } from './move-options.ts';
import { moveJson, moveReport } from './move-report.ts';

/** `delivery rollback` */
export function rollbackCommand(program: Command, context: CommandContext): Command {
  return program
    .command('rollback')
    .summary('brings an older release back')
    .description(
      'Brings back the release.yaml of an older release, byte for byte as it was. Where the policy has a person let releases in, it opens or updates a pull request.',
    )
    .addHelpText('after', `\nJSON: ${moveJson}; outcome is rolled-back, requested or already`)
    .argument('<service>', 'name of the service', parseName)
    .requiredOption('--env <environment>', 'the environment', parseName)
    .option(
      '--to <version>',
      'the version, which was there or in an environment before; default: the newest older one that was there',
      parseVersion,
    )
    .action(
      context.reporting(async (service: string, { env, to }: { env: string; to?: string }) => {
        const repository = await openEnvRepoContext(context);
        const options = { ...moveOptions(context, repository, service, env), to };
        const result = await repository.withEnvRepo((look) => rollback(look, options));
        return moveReport(result);
      }),
    );
}
