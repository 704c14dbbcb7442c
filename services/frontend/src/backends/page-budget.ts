import type { RequestHandler } from 'express';
import { currentRequest, runInRequest } from '@foldline/service-kit/request-context';

/**
 * Gives a page its time: every call to a backend that the page makes, one after the other or side by side, ends
 * within `budgetMs` of its start, and each backend is told how much is left.
 */
export function pageBudget(budgetMs: number): RequestHandler {
  return (_request, _response, next) => {
    const context = currentRequest();
    if (!context) {
      next();
      return;
    }
    const deadline = Math.min(context.deadline, performance.now() + budgetMs);
    runInRequest({ ...context, deadline }, next);
  };
}
