import type { Command } from 'commander';
import { parseNumber } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { describeRequest, type Description } from '../env-repo/describe-request.ts';
import { forgeOf } from '../forge/forge-of.ts';
import { PlainError } from '../plain-error.ts';
import { openEnvRepoContext } from './env-repo-context.ts';

/** `delivery describe-request` */
export function describeRequestCommand(program: Command, context: CommandContext): Command {
  return program
    .command('describe-request')
    .summary('writes into a pull request what it changes')
    .description(
      'Writes into the body of a pull request of the env-repo, whoever opened it, what it brings: versions, commits and their authors, how the release was tried in the environment before, and what becomes different in the cluster. Run again it replaces what it wrote; what people wrote around it stays.',
    )
    .addHelpText(
      'after',
      '\nJSON: {outcome, request, reason, changes: [{service, environment, version}]}; outcome is described, already or skipped, with a reason',
    )
    .argument('<number>', 'number of the pull request', parseNumber)
    .action(
      context.reporting(async (number: number) => {
        const { config, source, withEnvRepo } = await openEnvRepoContext(context);
        const value = await withEnvRepo(async (look) => {
          const repo = await look();
          const forge = context.forge ?? forgeOf(repo.address, config);
          if (forge === undefined) throw noForge();
          return describeRequest(repo, { source, forge, number, helm: config.helm });
        });
        return { value, text: toText(value) };
      }),
    );
}

function toText({ outcome, request, reason, changes }: Description): string {
  if (outcome === 'skipped') return `${request} stays as it is: ${reason ?? ''}.`;
  const what = changes.map(({ service, environment, version }) => `${service} ${version} in ${environment}`);
  const says = outcome === 'described' ? 'says now' : 'says already';
  return `${request} ${says} what it changes: ${what.join(', ')}.`;
}

function noForge(): PlainError {
  return new PlainError(
    'The env-repo is a path, and so on no forge with pull requests. Set ENV_REPO to its address.',
    'usage',
  );
}
