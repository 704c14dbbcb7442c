import { randomUUID } from 'node:crypto';
import { asMachine, machine } from '../git/machine.ts';
import type { Git } from '../git/git.ts';
import { push, untilPushed } from '../git/push.ts';
import { messageWithTrailers } from '../git/trailers.ts';
import { PlainError } from '../plain-error.ts';
import { branchRefspecs, hotfixBranchOf, isOnDefaultBranch } from './hotfix-branch.ts';
import { planRelease, type Plan } from './plan.ts';
import { releaseNotes } from './release-notes.ts';
import { readRelease, type Image } from './released.ts';
import { tagName, tagRefspec } from './service-tags.ts';
import type { SourceRepository } from './source-repository.ts';

/** What has become of a release. */
export interface ReleaseResult {
  /** `released` by us; `already` by an earlier or a faster run; `superseded` by a newer commit; `nothing` to release. */
  outcome: 'released' | 'already' | 'superseded' | 'nothing';
  service: string;
  /** The hash of the commit that was to be released. */
  commit: string;
  version: string | null;
  tag: string | null;
  /** The image that the version stands for: the one that the tag was claimed with, not a later build of the same commit. */
  image: Image | null;
  /** The version before. */
  previous: string | null;
  /** The tag's text without its trailers. */
  notes: string;
  /** The hotfix branch that it was released from; `null` for the default branch. */
  branch: string | null;
  /** Fixes of that branch that the default branch does not have, newest first. */
  missing: { hash: string; header: string }[];
}

export interface ReleaseOptions {
  service: string;
  /** The hash of the commit to release. */
  commit: string;
  /** The image that was built from it. */
  image: Image | undefined;
  /** What names this run. */
  run: string;
}

/**
 * Releases a commit by an annotated tag. Pushing it is a compare-and-swap: of any number of runs at the same time one
 * makes it, and the others find it. Nothing else is published, so a run that dies has either released or not.
 *
 * @throws PlainError when the commit is neither on the remote's default branch nor on a hotfix branch that a patch can
 *   come from, or the remote does not take the tag
 */
export async function release(source: SourceRepository, options: ReleaseOptions): Promise<ReleaseResult> {
  const { service, commit } = options;
  if (source.origin === undefined) {
    throw new PlainError('There is no remote to release to. Add one: `git remote add origin <address>`.');
  }
  const refspecs = [...branchRefspecs(service), tagRefspec(service)];
  return source.withFetched(refspecs, async (git, remote, fetch) => {
    const branch = await hotfixBranchOf(git, service, commit);
    if (branch === undefined && !(await isOnDefaultBranch(git, commit))) {
      throw new PlainError(
        `${commit.slice(0, 12)} is not on the remote's default branch, and only what is there gets released, or a hotfix from hotfix/${service}-<major>.<minor>. Merge and push it first.`,
        'refused',
      );
    }
    let isFirst = true;
    return untilPushed(async () => {
      if (!isFirst) await fetch();
      isFirst = false;
      const plan = await planRelease(git, service, commit, branch);
      return plan.outcome === 'release'
        ? claim(git, remote, plan, options)
        : describe(git, plan, plan.outcome);
    });
  });
}

async function claim(
  git: Git,
  remote: string,
  plan: Plan,
  { image, run }: ReleaseOptions,
): Promise<ReleaseResult | 'moved'> {
  const { service, commit, version = '' } = plan;
  const message = messageWithTrailers([`${service} ${version}`, ...releaseNotes(plan)], {
    Service: service,
    Version: version,
    Commit: commit,
    Image: image && `${image.repository}@${image.digest}`,
    Run: run,
    // Two runs with one name still make two tag objects. Of equal ones both pushes would succeed.
    Claim: randomUUID(),
  });
  const name = tagName(service, version);
  const seconds = Math.floor(Date.now() / 1000);
  // No name for it here: only what the remote has counts as released.
  const tag = await git.text(['mktag'], {
    input: `object ${commit}\ntype commit\ntag ${name}\ntagger ${machine.name} <${machine.email}> ${seconds} +0000\n\n${message}`,
    env: asMachine,
  });
  if ((await push(git, remote, tag, `refs/tags/${name}`, '')) === 'moved') return 'moved';
  await git.text(['update-ref', `refs/tags/${name}`, tag]);
  return describe(git, plan, 'released');
}

async function describe(
  git: Git,
  { service, commit, version, last, branch, missing }: Plan,
  outcome: ReleaseResult['outcome'],
): Promise<ReleaseResult> {
  const base = {
    outcome,
    service,
    commit,
    previous: last?.version ?? null,
    branch: branch?.name ?? null,
    missing: missing.map(({ hash, header }) => ({ hash, header })),
  };
  if (version === undefined) return { ...base, version: null, tag: null, image: null, notes: '' };
  const { image, notes } = await readRelease(git, tagName(service, version));
  return { ...base, version, tag: tagName(service, version), image: image ?? null, notes };
}
