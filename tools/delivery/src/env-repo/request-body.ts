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
import { sectionAsMarkdown, sectionOf } from './show-diff.ts';
import { triedBefore } from './tried-before.ts';
import type { Release } from './release-schema.ts';

/** A reviewer reads so many, and opens the history for more. */
const maxCommits = 100;
/** Of one line, of which a commit's message can make any length. In characters. */
const maxLine = 200;
/** GitHub takes 65,536 characters in a request's body. */
export const maxBody = 65_000;

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
 * @param room for it, in characters; of the difference in the cluster comes what then fits
 */
export function requestBody(
  context: RequestContext,
  from: Release | undefined,
  to: Release,
  content: Buffer,
  room: number,
): Promise<string> {
  const { source, repo, service, environment } = context;
  const back = from !== undefined && compare(to.version, from.version) < 0;
  return source.withFetched(['+refs/tags/*:refs/tags/*'], async (git) => {
    const ends = back ? ([to, from] as const) : ([from, to] as const);
    const commits = (await listCommits(git, service, ...ends)) ?? [
      'not known here: the commits of the two releases are not in this repository',
    ];
    const shown = commits.slice(0, maxCommits);
    if (commits.length > shown.length) shown.push(`and ${commits.length - shown.length} more`);
    const lines = shown.map((line) => clip(printable(line)));
    const tried = await triedBefore(repo, service, environment, content);
    const facts = [
      `|  | now | then |\n| --- | --- | --- |\n| version | ${from?.version ?? 'none'} | ${to.version} |\n| image | ${shortDigest(from)} | ${shortDigest(to)} |\n| released | ${from?.releasedAt ?? ''} | ${to.releasedAt} |`,
      back ? 'Commits that go:' : 'Commits that come:',
      codeBlock('text', lines.length === 0 ? 'none' : lines.join('\n')),
      ...(tried === undefined ? [] : ['Tried before:', tried]),
      'In the cluster:',
    ];
    const left = room - facts.join('\n\n').length - closing.length - 10;
    return [...facts, await describeDifference(context, git, to, content, left), closing].join('\n\n');
  });
}

const closing =
  'The file is a copy of what ran before, byte for byte. Merge it to let it in; close it to leave things as they are.';

function clip(line: string): string {
  return line.length <= maxLine ? line : `${line.slice(0, maxLine)} (cut)`;
}

/** Nothing that goes wrong here stops the request: the charts are held against the values by `check`. */
async function describeDifference(
  { repo, service, environment, helm }: RequestContext,
  git: Git,
  to: Release,
  content: Buffer,
  limit: number,
): Promise<string> {
  const before = { repo, environment, content: await repo.read(releasePath(environment, service)) };
  const after = { repo, environment, content };
  try {
    return await withHelm(helm, async (render) => {
      if (render === undefined) return 'not shown, since helm is not installed where this was proposed.';
      const comparer = { render, charts: { git, fallback: to.commit } };
      return sectionAsMarkdown(sectionOf(await compareSides(comparer, service, before, after)), limit);
    });
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return `not shown:\n\n${codeBlock('text', error.message.slice(0, 2000))}`;
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
