import { PeerError } from './peer-error.ts';

/** The failure that a peer's status is, with how long the peer asks to be left alone (RFC 9110, 10.2.3; seconds alone). */
export function badStatus(
  peer: string,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
): PeerError {
  const retryAfter = headers.get('retry-after') ?? '';
  const retryAfterMs = /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  return new PeerError(peer, 'bad-status', `answered ${status}`, { status, retryAfterMs });
}
