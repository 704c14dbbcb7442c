import type { Command } from 'commander';
import { parseName, parseRevision } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { levelOf } from '../source/conventional-commit.ts';
import { planRelease, type Plan } from '../source/plan.ts';
import { showDependency } from '../source/release-notes.ts';
import { branchRefspecs, hotfixBranchOf } from '../source/hotfix-branch.ts';
import { tagRefspec } from '../source/service-tags.ts';
import { printable } from '../printable.ts';
import { showMissing } from './missing-report.ts';
import { openSource } from '../source/source-repository.ts';

/** How many commits are listed for people; `--json` has all. */
const maxShown = 30;

/** `delivery plan` */
export function planCommand(program: Command, context: CommandContext): Command {
  return program
    .command('plan')
    .summary('which version comes next, and why')
    .description('Says which version a release of a service would have, and why. Changes nothing.')
    .addHelpText(
      'after',
      '\nJSON: {outcome, service, commit, version, last, level, commits, dependencies, branch, missing}; outcome is release, nothing, already or superseded; branch is the hotfix branch, if it is one, and missing what the default branch does not have of it',
    )
    .argument('<service>', 'name of the service', parseName)
    .option('--commit <commit>', 'the commit to release', parseRevision, 'HEAD')
    .action(
      context.reporting(async (service: string, { commit }: { commit: string }) => {
        const source = await openSource(context.directory, context.env, context.config());
        const hash = await source.commit(commit);
        const refspecs = [...branchRefspecs(service), tagRefspec(service)];
        const plan = await source.withFetched(refspecs, async (git) => {
          const branch = await hotfixBranchOf(git, service, hash, await source.branchesWith(hash));
          return planRelease(git, service, hash, branch);
        });
        return { value: toJson(plan), text: toText(plan) };
      }),
    );
}

function toJson(plan: Plan): object {
  const { outcome, service, commit, version, last, level, commits, dependencies, branch, missing } = plan;
  return {
    outcome,
    service,
    commit,
    version: version ?? null,
    last: last ?? null,
    level: level ?? null,
    commits: commits.map((one) => ({
      hash: one.hash,
      author: one.author,
      header: one.header,
      breaking: one.breaking ?? null,
      level: levelOf(one) ?? null,
    })),
    dependencies,
    branch: branch?.name ?? null,
    missing: missing.map(({ hash, header }) => ({ hash, header })),
  };
}

function toText(plan: Plan): string {
  const { service, version = '', last, level = '', commits, dependencies, branch, missing } = plan;
  const since = last === undefined ? '' : ` since ${last.version}`;
  const list = [
    ...commits
      .slice(0, maxShown)
      .map((one) => `  ${one.hash.slice(0, 7)} ${(levelOf(one) ?? '-').padEnd(5)} ${printable(one.header)}`),
    ...(commits.length > maxShown ? [`  and ${commits.length - maxShown} more`] : []),
    ...dependencies.map((change) => `  lockfile ${'patch'.padEnd(4)} ${showDependency(change)}`),
  ];
  const heading = {
    release:
      last === undefined
        ? `${service} ${version}, the first release`
        : `${service} ${version}, a ${branch === undefined ? level : 'hotfix'}${since}`,
    nothing: `${service}: nothing to release${since}`,
    already: `${service} ${version} is this very commit`,
    superseded: `${service} ${version} has been released of a newer commit`,
  }[plan.outcome];
  return [heading, ...list, ...showMissing(missing)].join('\n');
}
