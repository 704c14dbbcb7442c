import createClient, { type Client } from 'openapi-fetch';
import { Request } from 'undici';
import type { PeerClient } from './peer-client.ts';

/**
 * A client of a peer's API, typed from the peer's committed `openapi.json`: a call that the contract does not know, or
 * a field that it does not promise, does not compile.
 *
 * @typeParam Paths the `paths` that openapi-typescript generated from the contract
 */
export function createApiClient<Paths extends object>(client: PeerClient): Client<Paths> {
  return createClient<Paths>({
    baseUrl: client.baseUrl,
    // undici's own pair of Request and fetch: Node's built-in Request is not accepted by another release of undici.
    Request: Request as unknown as typeof globalThis.Request,
    fetch: async (request) => {
      const response = await client.fetch(request as unknown as Request);
      return response as unknown as globalThis.Response;
    },
  });
}
