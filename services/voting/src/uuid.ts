import { Type, type TString } from 'typebox';

/**
 * The schema of a UUID in its canonical form of 36 characters (RFC 9562, section 4). The format alone would also admit
 * `urn:uuid:` in front, which PostgreSQL does not read.
 */
export function uuid(description: string): TString {
  return Type.String({ format: 'uuid', maxLength: 36, description });
}
