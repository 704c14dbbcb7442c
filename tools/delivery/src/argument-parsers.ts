import { InvalidArgumentError } from 'commander';
import { isReleaseVersion } from './source/service-tags.ts';
import { digestPattern, repositoryPattern } from './source/released.ts';

// Whatever becomes part of a path, a ref or a message is checked here first, by what it may be.

/** The name of a service or an environment, which is also the name of a folder. */
export const namePattern = /^[a-z](-?[a-z0-9]){0,39}$/;

export function parseName(text: string): string {
  if (namePattern.test(text)) return text;
  throw new InvalidArgumentError('A name has lower-case letters, digits and dashes, such as catalog.');
}

export function parseVersion(text: string): string {
  if (isReleaseVersion(text)) return text;
  throw new InvalidArgumentError('A version is three numbers, such as 1.4.2.');
}

/** An environment, or one with the version that would be there: `prod@1.4.2`. */
export function parseSide(text: string): string {
  const [environment = '', version, ...rest] = text.split('@');
  const isSide = rest.length === 0 && (version === undefined || isReleaseVersion(version));
  if (isSide && namePattern.test(environment)) return text;
  throw new InvalidArgumentError(
    'It is an environment, such as prod, or one with a version, such as prod@1.4.2.',
  );
}

export function parseDigest(text: string): string {
  if (digestPattern.test(text)) return text;
  throw new InvalidArgumentError(
    'A digest is "sha256:" and 64 hexadecimal digits, as the registry answers a push.',
  );
}

export function parseRepository(text: string): string {
  if (repositoryPattern.test(text)) return text;
  throw new InvalidArgumentError(
    "An image's repository is its name without a tag, such as ghcr.io/foldline/catalog.",
  );
}

export function parseDays(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A number of days is between 1 and 9999.');
}

export function parseNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A request has a number, such as 12: the last part of its address.');
}

export function parseRevision(text: string): string {
  if (/^[\w][\w./~^-]*$/.test(text)) return text;
  throw new InvalidArgumentError('A commit is a hash or a name, such as HEAD or main.');
}
