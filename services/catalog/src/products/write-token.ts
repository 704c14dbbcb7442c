import { createHash, timingSafeEqual } from 'node:crypto';
import { ServiceError } from '@foldline/service-kit/errors';
import type { onRequestHookHandler } from 'fastify';

/** How the API's description names the token. */
export const securitySchemes = {
  writeToken: {
    type: 'http',
    scheme: 'bearer',
    description: "The service's WRITE_TOKEN, as whoever runs it gives it out.",
  },
} as const;

/** The `security` of a route that takes the token. */
export const security = [{ writeToken: [] }];

/**
 * Lets only requests through that carry the token as `Authorization: Bearer <token>` (RFC 6750). The comparison takes
 * the same time wherever the tokens differ, and however long they are.
 */
export function requireToken(token: string): onRequestHookHandler {
  const expected = digest(token);
  return (request, _reply, next) => {
    const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) next();
    else next(unauthorized(given === undefined));
  };
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function unauthorized(isMissing: boolean): ServiceError {
  const message = isMissing
    ? 'Send the write token as "Authorization: Bearer <token>".'
    : 'This is not the write token of this service. Ask whoever runs it.';
  const challenge = isMissing ? 'Bearer realm="catalog"' : 'Bearer realm="catalog", error="invalid_token"';
  return new ServiceError('unauthorized', message, { headers: { 'www-authenticate': challenge } });
}
