import { parseCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';
import type { Request, Response } from 'express';
import { isUuid } from '../votes/uuid.ts';

/** The cookie that says, to this shop alone, that it is the same visitor who voted before. */
export interface VoterCookie {
  /** The visitor's voter id; `undefined` without a cookie, and for one that this shop did not sign. */
  read(request: Request): string | undefined;
  /** Hands the visitor the cookie, for a year from now. */
  write(response: Response, voterId: string): void;
}

const name = 'voter';
const oneYearMs = 365 * 24 * 60 * 60 * 1000;

/**
 * A voter cookie that scripts cannot read and other sites cannot send along with a form.
 *
 * @param secrets the first signs, all verify: a new one is put first, and the old one stays until it is forgotten
 */
export function createVoterCookie(secrets: readonly [string, ...string[]]): VoterCookie {
  return {
    read({ headers }) {
      const signed = parseCookie(headers.cookie ?? '')[name];
      if (signed === undefined) return undefined;
      for (const secret of secrets) {
        const voterId = unsign(signed, secret);
        if (voterId !== false) return isUuid(voterId) ? voterId : undefined;
      }
      return undefined;
    },
    write(response, voterId) {
      response.cookie(name, sign(voterId, secrets[0]), {
        httpOnly: true,
        sameSite: 'lax',
        secure: response.req.secure,
        maxAge: oneYearMs,
        path: '/',
      });
    },
  };
}
