import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { ServiceError, type ErrorCode } from '../errors.ts';
import { PeerError } from '../http/peer-error.ts';
import { logProblem } from '../log-problem.ts';
import type { Logger } from '../logger.ts';
import { DatabaseUnavailableError } from '../postgres/unavailable.ts';
import { internalError, problemFrom, PROBLEM_MEDIA_TYPE } from '../problem.ts';
import { currentRequest, runInRequest } from '../request-context.ts';
import { allowedMethods } from './allowed-methods.ts';
import type { ObserveRequest } from './observe-requests.ts';
import { fieldErrors } from './validation.ts';

/** Answers every failure, Fastify's own included, with problem details. */
export const handleProblems = plugin<{ logger: Logger }>(
  (app, { logger }, done) => {
    const methodsOf = allowedMethods(app);
    app.setErrorHandler((error, _request, reply) => sendProblem(reply, asServiceError(error), logger));
    app.setNotFoundHandler((request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/';
      const allowed = methodsOf(path);
      // A plugin's route, such as one of static files, can take the path and its method and still have nothing there.
      const error =
        allowed.length === 0 || allowed.includes(request.method)
          ? new ServiceError('not-found', `There is nothing at ${path}.`)
          : new ServiceError('method-not-allowed', `${path} answers ${allowed.join(', ')} only.`, {
              headers: { allow: allowed.join(', ') },
            });
      return sendProblem(reply, error, logger);
    });
    done();
  },
  { name: 'problems' },
);

/** Answers what fails before a route is found, and so before any hook, such as an address that cannot be decoded. */
export function frameworkErrorHandler(
  observe: ObserveRequest,
  logger: Logger,
): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    runInRequest(observe(request, reply), () => sendProblem(reply, asServiceError(error), logger));
  };
}

function sendProblem(reply: FastifyReply, error: ServiceError, logger: Logger): FastifyReply {
  const problem = problemFrom(error, currentRequest()?.requestId);
  logProblem(logger, error, problem);
  const { body, headers } = problem;
  // As bytes: to a text Fastify would add a charset, which this media type does not have.
  const payload = Buffer.from(JSON.stringify(body));
  return reply.code(body.status).headers(headers).header('content-type', PROBLEM_MEDIA_TYPE).send(payload);
}

// Fastify's own refusals, by its error codes; whatever is not among them and not ours is a fault.
const frameworkErrors: Record<string, [ErrorCode, string]> = {
  FST_ERR_BAD_URL: ['invalid-request', 'The address cannot be decoded. Encode it as RFC 3986 says.'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri-too-long', 'A part of the address is longer than any name here.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload-too-large', 'The body is larger than this service accepts.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Send the body as application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid-request', 'The body is empty, but its content type promises JSON.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid-request', 'The body is not well-formed JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'invalid-request',
    'The body has another length than Content-Length says.',
  ],
};

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof PeerError) {
    const message = `The ${error.peer} service does not answer right now. Try again in a moment.`;
    return new ServiceError('unavailable', message, { retryAfterSeconds: 1, cause: error });
  }
  if (error instanceof DatabaseUnavailableError) {
    const message = 'The database does not answer right now. Try again in a moment.';
    return new ServiceError('unavailable', message, { retryAfterSeconds: 1, cause: error });
  }
  const { validation, validationContext, code, cause, statusCode } = error as Partial<FastifyError>;
  if (validation) {
    return new ServiceError('invalid-request', 'The request does not fit. The errors say what and where.', {
      fields: fieldErrors(validation, validationContext ?? 'body'),
    });
  }
  const known = code === undefined ? undefined : frameworkErrors[code];
  if (known) return new ServiceError(known[0], known[1], { cause });
  // What broke while the request was read, by Fastify or a plugin: its connection for one.
  if (statusCode !== undefined && statusCode < 500) {
    return new ServiceError('invalid-request', 'The request cannot be read. Check it, and send it again.', {
      cause: error,
    });
  }
  return internalError(error);
}
