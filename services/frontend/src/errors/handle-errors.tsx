import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';
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
    const { body, headers, level } = problemFrom(error, currentRequest()?.requestId);
    if (level !== 'info') logger[level]({ err: error.cause ?? error, code: error.code }, error.message);
    if (response.headersSent) {
      next(thrown);
      return;
    }
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
