import type { FastifyReply, FastifyRequest } from 'fastify';
import { entityTag, matchesAny } from '@foldline/service-kit/http/entity-tag';

/** An answer that is ready to be sent, any number of times. */
export interface Answer {
  body: Buffer;
  etag: string;
  contentType: string;
  cacheControl: string;
  headers: Readonly<Record<string, string>>;
}

/** Callers may keep it, and ask each time whether it still holds. */
export const REVALIDATE = 'public, max-age=0, must-revalidate';

/** An answer of JSON text. */
export function jsonAnswer(json: string): Answer {
  const body = Buffer.from(json);
  const contentType = 'application/json; charset=utf-8';
  return { body, etag: entityTag(body), contentType, cacheControl: REVALIDATE, headers: {} };
}

/** Sends an answer, or 304 to a client that has it already. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  reply.headers(answer.headers).header('etag', answer.etag).header('cache-control', answer.cacheControl);
  if (matchesAny(request.headers['if-none-match'], answer.etag)) return reply.code(304).send();
  return reply.header('content-type', answer.contentType).send(answer.body);
}
