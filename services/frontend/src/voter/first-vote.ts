import { createHmac, randomUUID } from 'node:crypto';

/**
 * Names a voter who has no cookie yet. The page of such a visitor carries a random ticket in its vote forms; the
 * voter's id is derived from it. A double click sends the same ticket twice before the first answer's cookie has
 * arrived, and so remains one voter, while the id itself never appears in a page.
 */
export interface FirstVote {
  /** A ticket for one rendering of a page, a random UUID. */
  ticket(): string;
  /** The voter id that belongs to a ticket, a UUID. */
  voterId(ticket: string): string;
}

/** @param secret keeps the id from being computed out of the ticket */
export function createFirstVote(secret: string): FirstVote {
  return {
    ticket: randomUUID,
    voterId(ticket) {
      const bytes = createHmac('sha256', secret).update(`first vote ${ticket}`).digest().subarray(0, 16);
      // Version 8, variant 10: a UUID whose bits are the application's own (RFC 9562, section 5.8).
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
  };
}
