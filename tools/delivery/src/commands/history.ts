import type { Command } from 'commander';
import { parseName } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { readHistory, type Arrival } from '../env-repo/history.ts';
import { checkService, findEnvironment } from '../env-repo/policy.ts';
import { showTable } from '../tables.ts';
import { openEnvRepoContext } from './env-repo-context.ts';

/** `delivery history` */
export function historyCommand(program: Command, context: CommandContext): Command {
  return program
    .command('history')
    .summary('what was where, when, by whom, from which commit')
    .description('Tells what came to the environments, newest first. From git alone.')
    .addHelpText(
      'after',
      '\nJSON: {service, arrivals: [{environment, version, at, by, run, commit, digest, envCommit}]}; version is null for the end of what was there',
    )
    .argument('<service>', 'name of the service', parseName)
    .option('--env <environment>', 'only of this environment', parseName)
    .action(
      context.reporting(async (service: string, { env }: { env?: string }) => {
        const { withEnvRepo } = await openEnvRepoContext(context);
        const arrivals = await withEnvRepo(async (look) => {
          const repo = await look();
          checkService(repo.policy, service);
          const environments =
            env === undefined ? repo.policy.environments : [findEnvironment(repo.policy, env)];
          const histories = await Promise.all(
            environments.map(({ name }) => readHistory(repo, name, service)),
          );
          return histories.flat().sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
        });
        return { value: { service, arrivals: arrivals.map(toJson) }, text: toText(service, arrivals) };
      }),
    );
}

function toJson({ environment, at, by, run, envCommit, release }: Arrival): object {
  return {
    environment,
    version: release?.version ?? null,
    at,
    by,
    run: run ?? null,
    commit: release?.commit ?? null,
    digest: release?.image.digest ?? null,
    envCommit,
  };
}

function toText(service: string, arrivals: readonly Arrival[]): string {
  if (arrivals.length === 0) return `${service} was never released to an environment.`;
  const rows = arrivals.map(({ at, environment, release, content, by, run = '' }) => [
    at,
    environment,
    release?.version ?? (content === undefined ? 'removed' : 'not valid'),
    release?.commit.slice(0, 7) ?? '',
    by,
    run,
  ]);
  return showTable([['at', 'environment', 'version', 'commit', 'by', 'run'], ...rows]);
}
