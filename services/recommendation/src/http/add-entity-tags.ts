import { entityTag, matchesAny } from '@foldline/service-kit/http/entity-tag';
import type { FastifyInstance } from 'fastify';

/**
 * Gives every successful answer of an app's routes a strong `ETag`, the hash of its body, and answers 304 to a client
 * that has it already (RFC 9110, sections 8.8.3 and 13.1.2).
 */
export function addEntityTags(app: Pick<FastifyInstance, 'addHook'>): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode !== 200 || typeof payload !== 'string') {
      done(null, payload);
      return;
    }
    const tag = entityTag(payload);
    reply.header('etag', tag);
    if (matchesAny(request.headers['if-none-match'], tag)) {
      reply.code(304).removeHeader('content-type');
      done(null, null);
      return;
    }
    done(null, payload);
  });
}
