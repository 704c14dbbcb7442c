import type { Command } from 'commander';
import { parseDays, parseName } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { measurePerformance, type Performance } from '../env-repo/performance.ts';
import { findEnvironment } from '../env-repo/policy.ts';
import { showDuration, showTable } from '../tables.ts';
import { openEnvRepoContext } from './env-repo-context.ts';

const day = 24 * 3_600_000;

/** `delivery report` */
export function reportCommand(program: Command, context: CommandContext): Command {
  return program
    .command('report')
    .summary('how often, how fast and how safely releases come')
    .description(
      'Shows the four keys of DORA for an environment: deployments, the time from a commit to its release there, the part of the deployments that was rolled back, and the time until it was. Times are medians. From git alone.',
    )
    .addHelpText(
      'after',
      '\nJSON: {environment, from, to, services: [{service, deployments, deploymentsPerWeek, leadTime, changeFailRate, recoveryTime}], all: {deployments, ...}}; times in seconds, the rate from 0 to 1, null where there is nothing to take a figure from',
    )
    .option('--env <environment>', 'the environment; default: the last one', parseName)
    .option('--days <number>', 'how far to look back', parseDays, 90)
    .action(
      context.reporting(async ({ env, days }: { env?: string; days: number }) => {
        const { source, withEnvRepo } = await openEnvRepoContext(context);
        const to = Date.now();
        const period = { from: to - days * day, to };
        const { environment, ...performance } = await source.withFetched(
          ['+refs/tags/*:refs/tags/*'],
          (git) =>
            withEnvRepo(async (look) => {
              const repo = await look();
              const { environments } = repo.policy;
              const { name } = findEnvironment(repo.policy, env ?? environments.at(-1)?.name ?? '');
              return { environment: name, ...(await measurePerformance(repo, git, name, period)) };
            }),
        );
        const value = {
          environment,
          from: new Date(period.from).toISOString(),
          to: new Date(period.to).toISOString(),
          ...performance,
        };
        return { value, text: toText(value, days) };
      }),
    );
}

function toText(
  { environment, services, all }: Awaited<ReturnType<typeof measurePerformance>> & { environment: string },
  days: number,
): string {
  const heading = ['service', 'deployments', 'a week', 'lead time', 'failed', 'recovery'];
  const rows = services.map(({ service, ...performance }) => [service, ...cells(performance)]);
  return `${environment}, the last ${days} days\n\n${showTable([heading, ...rows, ['all', ...cells(all)]])}`;
}

function cells({
  deployments,
  deploymentsPerWeek,
  leadTime,
  changeFailRate,
  recoveryTime,
}: Performance): string[] {
  return [
    String(deployments),
    deploymentsPerWeek.toFixed(1),
    leadTime === null ? '-' : showDuration(leadTime),
    changeFailRate === null ? '-' : `${Math.round(changeFailRate * 100)} %`,
    recoveryTime === null ? '-' : showDuration(recoveryTime),
  ];
}
