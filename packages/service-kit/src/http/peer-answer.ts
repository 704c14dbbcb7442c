import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { badStatus } from './bad-status.ts';
import { PeerError } from './peer-error.ts';

interface ApiResult {
  data?: unknown;
  response: Pick<Response, 'status' | 'headers'>;
}

/**
 * The data of a peer's answer, if it is what the caller needs. The contract says what the peer promises; this holds
 * it to the part that the caller stands on, so that a wrong answer ends here and not in the middle of a page.
 *
 * @param needs the fields that the caller uses; others may come along
 * @throws {PeerError} `bad-status` for any status but a successful one, `bad-body` for data that do not fit
 */
export async function peerAnswer<Needs extends TSchema>(
  peer: string,
  call: Promise<ApiResult>,
  needs: Needs,
): Promise<Static<Needs>> {
  const { data, response } = await call.catch((error: unknown) => {
    if (error instanceof PeerError) throw error;
    throw new PeerError(peer, 'bad-body', 'answered with something that is not JSON', { cause: error });
  });
  if (response.status >= 300) throw badStatus(peer, response);
  if (!Value.Check(needs, data)) {
    const [first] = Value.Errors(needs, data);
    const where = first ? `: ${first.instancePath || '/'} ${first.message}` : '';
    throw new PeerError(peer, 'bad-body', `answered with data that do not fit${where}`);
  }
  return data;
}
