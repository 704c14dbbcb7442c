import type { Response } from 'express';
import type { ServiceError } from '../errors.ts';
import { problemFrom, PROBLEM_MEDIA_TYPE } from '../problem.ts';
import { currentRequest } from '../request-context.ts';

/** Answers a refusal with problem details, where it is a machine that asks. */
export function sendProblem(response: Response, error: ServiceError): void {
  const { body, headers } = problemFrom(error, currentRequest()?.requestId);
  response.status(body.status).set(headers).type(PROBLEM_MEDIA_TYPE);
  response.send(Buffer.from(JSON.stringify(body)));
}
