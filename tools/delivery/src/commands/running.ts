import type { Command } from 'commander';
import type { CommandContext } from '../command-line.ts';
import { readRunning } from '../env-repo/running.ts';
import { showTable } from '../tables.ts';
import { openEnvRepoContext } from './env-repo-context.ts';

/** `delivery running` */
export function runningCommand(program: Command, context: CommandContext): Command {
  return program
    .command('running')
    .summary('every release that is in an environment, with its image')
    .description(
      'Lists each release that is in an environment once, with its image and its commit: what a scan has to look at.',
    )
    .addHelpText('after', '\nJSON: {releases: [{service, version, environments, image, commit}]}')
    .action(
      context.reporting(async () => {
        const { withEnvRepo } = await openEnvRepoContext(context);
        const releases = await withEnvRepo(async (look) => readRunning(await look()));
        const rows = releases.map(({ service, version, environments, image }) => [
          service,
          version,
          environments.join(', '),
          `${image.repository}@${image.digest}`,
        ]);
        return {
          value: { releases },
          text: showTable([['service', 'version', 'environments', 'image'], ...rows]),
        };
      }),
    );
}
