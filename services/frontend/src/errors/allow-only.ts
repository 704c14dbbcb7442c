import type { RequestHandler } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';

/** Answers 405 to every method that no handler before it took; `methods` are those that were. */
export function allowOnly(...methods: string[]): RequestHandler {
  const allow = methods.join(', ');
  return () => {
    throw new ServiceError('method-not-allowed', `This address answers ${allow} only.`, {
      headers: { allow },
    });
  };
}
