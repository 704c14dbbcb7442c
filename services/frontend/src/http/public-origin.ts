import type { Request } from 'express';

const maxHostLength = 255;
// A name or an IPv4 address, or an IPv6 address in brackets, with or without a port (RFC 3986, section 3.2.2).
const plainHost = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Where the browser reached the shop, such as `https://shop.example`, for the addresses that must be absolute. Of the
 * forwarded headers only those of trusted proxies count (`TRUSTED_PROXIES`).
 *
 * @returns `undefined` if the request does not say, or says something that is no address
 */
export function publicOrigin(request: Request): string | undefined {
  // Express' types promise a host; a request of HTTP/1.0 may come without.
  const host = request.host as string | undefined;
  const { protocol } = request;
  if (host === undefined || host.length > maxHostLength || !plainHost.test(host)) return undefined;
  if (protocol !== 'http' && protocol !== 'https') return undefined;
  const origin = `${protocol}://${host}`;
  return URL.canParse(origin) ? new URL(origin).origin : undefined;
}
