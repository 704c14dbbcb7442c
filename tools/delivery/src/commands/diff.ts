import type { Command } from 'commander';
import { parseName, parseRevision, parseSide } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { compareDelivery, type DeliveryChange } from '../env-repo/delivery-chart.ts';
import {
  compareCommits,
  compareSides,
  nextSide,
  readSide,
  type Comparer,
  type Comparison,
} from '../env-repo/diff.ts';
import type { EnvRepo } from '../env-repo/env-repo.ts';
import { withHelm } from '../env-repo/helm.ts';
import { checkService } from '../env-repo/policy.ts';
import { sectionAsMarkdown, sectionAsText, sectionOf } from '../env-repo/show-diff.ts';
import { PlainError } from '../plain-error.ts';
import { openEnvRepoContext } from './env-repo-context.ts';

interface Options {
  since?: string;
  markdown?: boolean;
}

/** What a job's summary has room for. In characters. */
const maxMarkdown = 200_000;

/** `delivery diff` */
export function diffCommand(program: Command, context: CommandContext): Command {
  return program
    .command('diff')
    .summary('what becomes different in the cluster')
    .description(
      'Renders a service twice with its chart, and shows which Kubernetes objects differ, and how. An environment stands for what is there (prod), or for what would be there with another release (prod@1.4.2). One environment alone is compared with what the next promotion brings. Before its first release a service is shown as it would come from the commit here. Where prod asks for pull requests, what is removed there goes on running until somebody deletes it.',
    )
    .addHelpText(
      'after',
      `
Examples:
  delivery diff catalog prod               what the next promotion changes
  delivery diff catalog prod prod@1.4.2    what another release would change
  delivery diff catalog preprod prod       what two environments differ in
  ENV_REPO=. ENV_REF=HEAD delivery diff --since origin/main
                                           what the commits here change, of all services and of the delivery

JSON: {comparisons: [{service, before, after, objects: [{object, change, diff}]}], delivery: {before, after, objects}}; change is added, removed or changed; delivery is there where --since finds that what env-repo/delivery renders differs`,
    )
    .argument('[service]', 'name of the service', parseName)
    .argument('[before]', 'an environment, with @ and a version or without', parseSide)
    .argument('[after]', 'what to compare it with', parseSide)
    .option(
      '--since <commit>',
      'compare with the env-repo at a commit: by its full hash, or by a name that it has in the repository here',
      parseRevision,
    )
    .option('--markdown', 'print what a request or a summary can carry')
    .action(
      context.reporting(
        async (
          service: string | undefined,
          before: string | undefined,
          after: string | undefined,
          { since, markdown = false }: Options,
        ) => {
          const { config, source, withEnvRepo } = await openEnvRepoContext(context);
          const compare = await readWish({ service, before, after, since }, (revision) =>
            source.commit(revision),
          );
          const fallback = await source.commit('HEAD');
          const difference = await source.withFetched(['+refs/tags/*:refs/tags/*'], (git) =>
            withEnvRepo(async (look) => {
              const repo = await look();
              return withHelm(config.helm, (render) => {
                if (render === undefined) throw noHelm(config.helm);
                return compare({ render, charts: { git, fallback } }, repo);
              });
            }),
          );
          const asMarkdown = toText(difference, true);
          const text = markdown ? asMarkdown : toText(difference, false);
          return { value: difference, text, markdown: asMarkdown };
        },
      ),
    );
}

/** Of SHA-1 or SHA-256. */
const fullHash = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

interface Difference {
  comparisons: Comparison[];
  /** Of the delivery itself, between commits. */
  delivery: DeliveryChange | undefined;
}

type Compare = (comparer: Comparer, repo: EnvRepo) => Promise<Difference>;

/** @throws PlainError when the arguments do not go together */
async function readWish(
  { service, before, after, since }: Record<'service' | 'before' | 'after' | 'since', string | undefined>,
  commit: (revision: string) => Promise<string>,
): Promise<Compare> {
  if (since !== undefined && service === undefined) {
    // The env-repo's own history is not here, where it is a repository of its own.
    const hash = fullHash.test(since) ? since : await commit(since);
    return async (comparer, repo) => {
      const before = await repo.at(hash);
      return {
        comparisons: await compareCommits(comparer, before, repo),
        delivery: await compareDelivery(comparer.render, before, repo),
      };
    };
  }
  if (since === undefined && service !== undefined && before !== undefined) {
    return async (comparer, repo) => {
      checkService(repo.policy, service);
      const one = await readSide(repo, service, before);
      const other = await (after === undefined
        ? nextSide(repo, service, one.environment)
        : readSide(repo, service, after));
      return { comparisons: [await compareSides(comparer, service, one, other)], delivery: undefined };
    };
  }
  throw new PlainError('Name a service and an environment, or --since and a commit alone.', 'usage');
}

function noHelm(helm: string): PlainError {
  return new PlainError(
    `${helm} cannot be started, and manifests are rendered with it. Install Helm 4, or 3.19 (https://helm.sh/docs/intro/install), or set HELM to its path.`,
    'usage',
  );
}

function toText({ comparisons, delivery }: Difference, markdown: boolean): string {
  const sections = comparisons.map(sectionOf);
  if (delivery !== undefined) sections.push(sectionOf({ service: 'delivery', ...delivery }));
  if (sections.length === 0) return 'No difference in the cluster.';
  const each = Math.floor(maxMarkdown / sections.length);
  return sections
    .map((section) => (markdown ? sectionAsMarkdown(section, each) : sectionAsText(section)))
    .join('\n\n');
}
