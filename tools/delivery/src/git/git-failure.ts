import { PlainError } from '../plain-error.ts';
import type { Ending } from '../run-program.ts';
import { withoutCredentials } from './remote-address.ts';

/** What a failure of git means to a person, and what to do about it. */
export function gitFailure(
  args: readonly string[],
  stderr: string,
  ending: Partial<Ending> = {},
): PlainError {
  const command = `git ${args[0] ?? ''}`;
  if (ending.error === 'ENOENT') return new PlainError('git cannot be started. Install git 2.34 or later.');
  if (ending.timedOut === true) {
    return new PlainError(`${command} took too long and was stopped. Run the command again.`, 'tryAgain');
  }
  const said = withoutCredentials(stderr)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('hint: '))
    .join('\n');
  if (
    /No space left on device|Disk quota exceeded|(unable|failed) to write|couldn't write|write error/i.test(
      stderr,
    )
  ) {
    return noRoom(said);
  }
  if (/shallow update not allowed/i.test(stderr)) return new PlainError(shallowMessage);
  if (
    /Authentication failed|could not read (Username|Password)|terminal prompts disabled|Permission denied|returned error: 40[13]|HTTP 40[13]/i.test(
      stderr,
    )
  ) {
    return new PlainError(
      `The remote does not let us in:\n${said}\nSet ENV_TOKEN or GITHUB_TOKEN to a token that may read and write the contents of the repository, or give git your own credentials.`,
    );
  }
  if (/couldn't find remote ref|Remote branch .* not found/i.test(stderr)) {
    return new PlainError(
      `The remote does not have it:\n${said}\nCheck the name, and ENV_REF if it is the env-repo's.`,
    );
  }
  if (/repository .*not found|does not appear to be a git repository|returned error: 404/i.test(stderr)) {
    return new PlainError(
      `There is no repository:\n${said}\nCheck the address of the remote, and ENV_REPO if it is the env-repo's.`,
      'tryAgain',
    );
  }
  if (
    /unable to access|Could not resolve|Could not read from remote|Connection (refused|reset|timed out)|unable to connect|early EOF|hung up|returned error: 5\d\d/i.test(
      stderr,
    )
  ) {
    return new PlainError(
      `The remote cannot be reached:\n${said}\nCheck the address and the network, then run the command again.`,
      'tryAgain',
    );
  }
  const how = ending.signal === undefined ? 'failed' : `was ended by ${ending.signal}`;
  return new PlainError(
    said === '' ? `${command} ${how}. Run the command again.` : `${command} ${how}:\n${said}`,
  );
}

/** What to say where the disk is full. */
export function noRoom(said: string): PlainError {
  return new PlainError(
    `There is no room to write:\n${said}\nFree some space, or set TMPDIR to a folder that has some.`,
  );
}

/** What to say where the history is cut off. */
export const shallowMessage =
  'This clone has only the latest commits, and versions come from the history. Run `git fetch --unshallow --tags`, or give actions/checkout `fetch-depth: 0`.';
