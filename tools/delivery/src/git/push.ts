import { setTimeout } from 'node:timers/promises';
import { PlainError } from '../plain-error.ts';
import type { Git } from './git.ts';
import { gitFailure } from './git-failure.ts';
import { withoutCredentials } from './remote-address.ts';

/**
 * Publishes one object under one name, if that name has not moved since we looked.
 *
 * @param ref the whole name, `refs/heads/main` or `refs/tags/catalog-v1.4.2`
 * @param expected what the name stands for now: a hash, or an empty text for a name that must not exist; without it any
 *   older commit of the same history
 * @returns `pushed` by us; `moved` when someone else was faster, even with the very same object
 * @throws PlainError when the remote refuses for another reason or cannot be reached
 */
export async function push(
  git: Git,
  remote: string,
  object: string,
  ref: string,
  expected?: string,
): Promise<'pushed' | 'moved'> {
  const lease = expected === undefined ? [] : [`--force-with-lease=${ref}:${expected}`];
  const args = [
    'push',
    '--porcelain',
    '--no-verify',
    ...lease,
    '--end-of-options',
    remote,
    `${object}:${ref}`,
  ];
  const { exitCode, stdout, stderr } = await git.run(args);
  // A push of what is there already succeeds, too: whoever has pushed it has done so before us.
  if (exitCode === 0) return /^=\t/m.test(stdout.toString()) ? 'moved' : 'pushed';
  const answer = /^!\t[^\t]*\t(.*)$/m.exec(stdout.toString())?.[1];
  if (answer === undefined) throw gitFailure(args, stderr);
  if (movedAnswers.test(answer) || movedErrors.test(stderr)) return 'moved';
  throw new PlainError(
    `The remote refused ${ref}: ${withoutCredentials(`${answer}\n${remoteLines(stderr)}`).trim()}\nIf the branch is protected, let this token write to it, or keep the env-repo in a repository of its own (ENV_REPO).`,
  );
}

// What git and its servers answer when a name is not what the pusher has seen. The second kind are two pushes at once.
const movedAnswers =
  /\((fetch first|non-fast-forward|already exists|stale info|needs force|cannot lock ref|failed to update ref|incorrect old value provided|reference already exists|failed to lock)/;
const movedErrors = /cannot lock ref|Unable to create '[^']*\.lock': File exists|reference already exists/;

function remoteLines(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('remote: '))
    .join('\n');
}

/** How often a push is tried when the remote keeps moving. */
const maxAttempts = 24;

/**
 * Looks, decides and pushes until the push has not been overtaken.
 *
 * @param attempt looks at the remote afresh each time, and answers `moved` when its push came too late
 * @throws PlainError after 24 attempts, about a minute
 */
export async function untilPushed<Result>(attempt: () => Promise<Result | 'moved'>): Promise<Result> {
  for (let number = 1; number <= maxAttempts; number++) {
    const result = await attempt();
    if (result !== 'moved') return result;
    // Full jitter: those who met once do not meet again.
    await setTimeout(Math.random() * Math.min(5000, 50 * 2 ** number));
  }
  throw new PlainError(
    `The remote has moved during each of ${maxAttempts} attempts. Run the command again when fewer others push.`,
    'tryAgain',
  );
}
