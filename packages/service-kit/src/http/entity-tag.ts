import { createHash } from 'node:crypto';

/**
 * A strong entity tag (RFC 9110, section 8.8.3) for an answer's body: equal for equal bodies, different for others.
 *
 * @returns the tag in its quotes
 */
export function entityTag(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/**
 * Whether the body that a client already has is the current one, by its `If-None-Match`: a list of tags or `*`,
 * compared without regard to weakness (RFC 9110, section 13.1.2).
 */
export function matchesAny(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return tagsOf(ifNoneMatch).some((given) => given === '*' || given.replace(/^W\//, '') === tag);
}

/**
 * Whether what a client wants to change is still what it has seen, by its `If-Match`: a list of tags or `*`, of which
 * weak ones never match (RFC 9110, section 13.1.1).
 */
export function matchesStrongly(ifMatch: string, tag: string): boolean {
  return tagsOf(ifMatch).some((given) => given === '*' || given === tag);
}

function tagsOf(header: string): string[] {
  return header.match(/\*|(?:W\/)?"[^"]*"/g) ?? [];
}
