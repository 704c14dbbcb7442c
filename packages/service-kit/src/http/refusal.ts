import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../errors.ts';
import { MAX_URL_LENGTH } from './server-limits.ts';

/** Why a request is answered by nobody, whatever it asks for; `undefined` for one that may go on. */
export function refusalOf({ url = '', headers, httpVersion }: IncomingMessage): ServiceError | undefined {
  if (url.length > MAX_URL_LENGTH) {
    return new ServiceError('uri-too-long', `An address may have ${MAX_URL_LENGTH} characters at most.`);
  }
  // RFC 9112, section 3.2. Node would refuse it too, but without a word.
  if (httpVersion === '1.1' && headers.host === undefined) {
    return new ServiceError('invalid-request', 'Say in a Host header which host the request is for.');
  }
  return undefined;
}
