import { compare } from 'semver';
import type { Git } from '../git/git.ts';
import { commitsBetween } from '../source/commits-between.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import { codeBlock } from '../markdown.ts';
import { PlainError } from '../plain-error.ts';
import { printable } from '../printable.ts';
import { compareSides } from './diff.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { withHelm } from './helm.ts';
import { comparisonAsMarkdown } from './show-diff.ts';
import type { Release } from './release-schema.ts';

/** A reviewer reads so many, and opens the history for more. */
const maxCommits = 100;
/** GitHub takes 65,536 characters. */
const maxDiff = 45_000;

/** What surrounds a change that a person has to let in. */
export interface RequestContext {
  /** Where the releases' commits and charts are. */
  source: SourceRepository;
  repo: EnvRepo;
  service: string;
  environment: string;
  /** The helm that renders both sides. */
  helm: string;
}

/**
 * What a person has to know to let a release in: what it replaces, its image, the commits between the two with their
 * authors, and what becomes different in the cluster. What comes from commits stands in a block of code.
 *
 * @param content the `release.yaml` that is to come
 */
export function requestBody(
  context: RequestContext,
  from: Release | undefined,
  to: Release,
  content: Buffer,
): Promise<string> {
  const { source, service } = context;
  const back = from !== undefined && compare(to.version, from.version) < 0;
  return source.withFetched(['+refs/tags/*:refs/tags/*'], async (git) => {
    const ends = back ? ([to, from] as const) : ([from, to] as const);
    const commits = (await listCommits(git, service, ...ends)) ?? [
      'not known here: the commits of the two releases are not in this repository',
    ];
    const shown = commits.slice(0, maxCommits);
    if (commits.length > shown.length) shown.push(`and ${commits.length - shown.length} more`);
    return [
      `|  | now | then |\n| --- | --- | --- |\n| version | ${from?.version ?? 'none'} | ${to.version} |\n| image | ${shortDigest(from)} | ${shortDigest(to)} |\n| released | ${from?.releasedAt ?? ''} | ${to.releasedAt} |`,
      back ? 'Commits that go:' : 'Commits that come:',
      codeBlock('text', shown.length === 0 ? 'none' : shown.map(printable).join('\n')),
      'In the cluster:',
      await describeDifference(context, git, to, content),
      'The file is a copy of what ran before, byte for byte. Merge it to let it in; close it to leave things as they are.',
    ].join('\n\n');
  });
}

/** Nothing that goes wrong here stops the request: the charts are held against the values by `check`. */
async function describeDifference(
  { repo, service, environment, helm }: RequestContext,
  git: Git,
  to: Release,
  content: Buffer,
): Promise<string> {
  const before = { repo, environment, content: await repo.read(releasePath(environment, service)) };
  const after = { repo, environment, content };
  try {
    return await withHelm(helm, git, async (render) => {
      if (render === undefined) return 'not shown, since helm is not installed where this was proposed.';
      const comparer = { git, render, fallback: to.commit };
      return comparisonAsMarkdown(await compareSides(comparer, service, before, after), maxDiff);
    });
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return `not shown:\n\n${codeBlock('text', error.message)}`;
  }
}

/** @returns `undefined` where the commits are not known */
async function listCommits(
  git: Git,
  service: string,
  older: Release | undefined,
  newer: Release,
): Promise<string[] | undefined> {
  if (older === undefined) return ['the first release here'];
  const commits = await commitsBetween(git, service, older, newer);
  return commits?.map(({ hash, header, author }) => `${hash.slice(0, 7)} ${header} (${author})`);
}

function shortDigest(release: Release | undefined): string {
  return release === undefined ? '' : `\`${release.image.digest.slice(0, 19)}\``;
}
