import type { onRequestHookHandler } from 'fastify';
import { sendAnswer } from '../http/answer.ts';
import type { AnswerCache } from './answer-cache.ts';

/**
 * Answers from the cache before parameters are even looked at: only answers to valid requests are kept, by the whole
 * address.
 */
export function answerFromCache(cache: AnswerCache): onRequestHookHandler {
  return (request, reply, next) => {
    const kept = cache.get(request.url);
    if (kept) sendAnswer(request, reply, kept);
    else next();
  };
}
