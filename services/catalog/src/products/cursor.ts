import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs and reads the cursors of paged lists. */
export interface CursorCodec {
  /** An opaque text that continues the list that `query` describes, after `position`. */
  encode(query: string, position: Position): string;
  /** The position in a cursor, or `undefined` if it was not made by us, or for another query. */
  decode(query: string, cursor: string): Position | undefined;
}

/** Where a page ended. */
export interface Position {
  /** Which tier of a search the page ended in; 0 in a list without tiers. */
  tier: number;
  /** The values of the columns that the list is sorted by, as PostgreSQL writes them. */
  values: string[];
  /** The last product's id, which orders products with equal values. */
  id: string;
}

const macLength = 16;

/**
 * Cursors that carry an HMAC over position and query, so that nobody can make one up or use it elsewhere.
 *
 * @param key 32 random bytes that all instances share
 */
export function cursorCodec(key: Uint8Array): CursorCodec {
  const mac = (query: string, payload: string): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([query, payload]))
      .digest()
      .subarray(0, macLength);
  return {
    encode(query, { tier, values, id }) {
      const payload = JSON.stringify([tier, values, id]);
      return Buffer.concat([mac(query, payload), Buffer.from(payload)]).toString('base64url');
    },
    decode(query, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.toString('utf8', macLength);
      if (bytes.length <= macLength || bytes.toString('base64url') !== cursor) return undefined;
      if (!timingSafeEqual(bytes.subarray(0, macLength), mac(query, payload))) return undefined;
      const [tier, values, id] = JSON.parse(payload) as [number, string[], string];
      return { tier, values, id };
    },
  };
}
