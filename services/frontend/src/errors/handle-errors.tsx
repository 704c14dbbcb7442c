import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';
import { logProblem } from '@foldline/service-kit/log-problem';
import type { Logger } from '@foldline/service-kit/logger';
import { problemFrom, PROBLEM_MEDIA_TYPE } from '@foldline/service-kit/problem';
import { currentRequest } from '@foldline/service-kit/request-context';
import { prefersJson } from '../http/prefers-json.ts';
import type { View } from '../layout/view.tsx';
import { ErrorContent, headline } from './error-content.tsx';
import { serviceErrorOf } from './service-error-of.ts';

/** Answers what no route took. */
export const notFound: RequestHandler = () => {
  throw new ServiceError(
    'not-found',
    'There is no page at this address. It may have moved, or never been here.',
  );
};

/**
 * Answers every failure with a page in the shop's own clothes: what happened, the request's id and a way on; with
 * problem details (RFC 9457) where the request would rather have JSON.
 */
export function handleErrors({ view, logger }: { view: View; logger: Logger }): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = serviceErrorOf(thrown);
    const problem = problemFrom(error, currentRequest()?.requestId);
    logProblem(logger, error, problem);
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const { body, headers } = problem;
    response.status(body.status).set(headers).vary('Accept');
    if (prefersJson(request)) {
      response.type(PROBLEM_MEDIA_TYPE).send(Buffer.from(JSON.stringify(body)));
      return;
    }
    view.send(response, {
      title: headline(body.status),
      content: (
        <ErrorContent
          status={body.status}
          detail={body.detail}
          requestId={body.requestId}
          canTryAgain={body.status === 503 && request.method !== 'POST'}
        />
      ),
    });
  };
}
