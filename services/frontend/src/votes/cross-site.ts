import type { RequestHandler } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';

/**
 * Refuses forms that another site sends in the visitor's name. The rules are those of Go's `http.CrossOriginProtection`
 * (https://pkg.go.dev/net/http#CrossOriginProtection): believe `Sec-Fetch-Site`, which a page cannot forge; where a
 * browser does not send it, compare `Origin` with `Host`; a request with neither does not come from a browser's page.
 */
export const refuseCrossSite: RequestHandler = (request, _response, next) => {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const isOwn =
    site === undefined
      ? origin === undefined || hostOf(origin) === request.host
      : site === 'same-origin' || site === 'none';
  if (!isOwn) {
    throw new ServiceError(
      'forbidden',
      'This vote came from another site. Open the model here and vote again.',
    );
  }
  next();
};

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
