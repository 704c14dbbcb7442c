import type { Command } from 'commander';
import type { CommandContext } from '../command-line.ts';
import { readStatus, type Standing } from '../env-repo/status.ts';
import { readServiceTags } from '../source/service-tags.ts';
import { showAge, showTable } from '../tables.ts';
import { openEnvRepoContext } from './env-repo-context.ts';

/** `delivery status` */
export function statusCommand(program: Command, context: CommandContext): Command {
  return program
    .command('status')
    .summary('what is where')
    .description(
      'Shows each service in each environment: version, since when, by whom, and how many releases are newer. From git alone.',
    )
    .addHelpText('after', '\nJSON: {services: [{service, environment, version, since, by, behind}]}')
    .action(
      context.reporting(async () => {
        const { source, withEnvRepo } = await openEnvRepoContext(context);
        const services = await source.withFetched(['+refs/tags/*:refs/tags/*'], (git) =>
          withEnvRepo(async (look) =>
            readStatus(await look(), async (service) =>
              (await readServiceTags(git, service)).map(({ version }) => version),
            ),
          ),
        );
        return { value: { services }, text: toText(services) };
      }),
    );
}

function toText(standings: readonly Standing[]): string {
  const rows = standings.map(({ service, environment, version, since, by, behind }) => [
    service,
    environment,
    version ?? '-',
    since === null ? '' : showAge(since),
    by ?? '',
    behind === null || behind === 0 ? '' : `${behind} behind`,
  ]);
  return showTable([['service', 'environment', 'version', 'age', 'by', ''], ...rows]);
}
