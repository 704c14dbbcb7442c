import { ServiceError } from '@foldline/service-kit/errors';
import { internalError } from '@foldline/service-kit/problem';

/** What anything thrown while a request was answered means to the visitor: Express' and its parsers' refusals too. */
export function serviceErrorOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  switch (status) {
    case 413:
      return new ServiceError('payload-too-large', 'This form is larger than the shop accepts.', {
        cause: error,
      });
    case 415:
      return new ServiceError('unsupported-media-type', 'The shop cannot read a form in this encoding.', {
        cause: error,
      });
    case 400:
      return new ServiceError('invalid-request', 'The shop cannot make sense of this request.', {
        cause: error,
      });
    default:
      return internalError(error);
  }
}
