import { compare } from 'semver';
import type { Git } from '../git/git.ts';
import { readCommits } from '../source/read-commits.ts';
import { parseLockfile } from '../source/lockfile.ts';
import { lockfilePath, serviceFolders } from '../source/service-paths.ts';
import { tagRefspec } from '../source/service-tags.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import type { Release } from './release-schema.ts';

/** A reviewer reads so many, and opens the history for more. */
const maxCommits = 100;

/**
 * What a person has to know to let a release in: what it replaces, its image, and the commits between the two with their
 * authors. What comes from commits stands in a block of code, where nothing of it is a link, a mention or a heading.
 *
 * @param source where the releases' commits are
 */
export async function requestBody(
  source: SourceRepository,
  service: string,
  from: Release | undefined,
  to: Release,
): Promise<string> {
  const back = from !== undefined && compare(to.version, from.version) < 0;
  const commits =
    from === undefined
      ? ['the first release here']
      : await source.withFetched([tagRefspec(service)], (git) =>
          listCommits(git, service, ...(back ? ([to, from] as const) : ([from, to] as const))),
        );
  const shown = commits.slice(0, maxCommits);
  if (commits.length > shown.length) shown.push(`and ${commits.length - shown.length} more`);
  return [
    `|  | now | then |\n| --- | --- | --- |\n| version | ${from?.version ?? 'none'} | ${to.version} |\n| image | ${shortDigest(from)} | ${shortDigest(to)} |\n| released | ${from?.releasedAt ?? ''} | ${to.releasedAt} |`,
    back ? 'Commits that go:' : 'Commits that come:',
    codeBlock(shown.length === 0 ? ['none'] : shown),
    'The file is a copy of what ran before, byte for byte. Merge it to let it in; close it to leave things as they are.',
  ].join('\n\n');
}

async function listCommits(git: Git, service: string, older: Release, newer: Release): Promise<string[]> {
  const hasBoth = await git.run(['rev-list', '--max-count=1', older.commit, newer.commit, '--']);
  if (hasBoth.exitCode !== 0)
    return ['not known here: the commits of the two releases are not in this repository'];
  const lockfile = parseLockfile(await git.text(['cat-file', 'blob', `${newer.commit}:${lockfilePath}`]));
  const commits = await readCommits(git, older.commit, newer.commit, serviceFolders(lockfile, service));
  return commits.map(({ hash, header, author }) => `${hash.slice(0, 7)} ${header} (${author})`);
}

function shortDigest(release: Release | undefined): string {
  return release === undefined ? '' : `\`${release.image.digest.slice(0, 19)}\``;
}

/** A block that no line of its own can end. */
function codeBlock(lines: readonly string[]): string {
  const text = lines.map((line) => line.replace(/\s+/g, ' ')).join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
