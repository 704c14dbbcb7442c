import { PeerError } from '@foldline/service-kit/http/peer-error';
import type { Logger } from '@foldline/service-kit/logger';

/** A part of a page: its data, or why there are none. `absent`: this shop was started without the backend. */
export type Section<Data> = { state: 'there'; data: Data } | { state: 'away' } | { state: 'absent' };

/**
 * Asks a backend for a part of a page, so that a backend that fails costs its part and not the page.
 *
 * @param backend `undefined` if the shop was started without it
 * @param ask the call; whatever it throws besides a {@link PeerError} is a fault of ours and is thrown on
 */
export async function section<Backend, Data>(
  backend: Backend | undefined,
  ask: (backend: Backend) => Promise<Data>,
  logger: Logger,
): Promise<Section<Data>> {
  if (backend === undefined) return { state: 'absent' };
  try {
    return { state: 'there', data: await ask(backend) };
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    logger.warn(
      { peer: error.peer, reason: error.reason, detail: error.message },
      'a part of the page is left out',
    );
    return { state: 'away' };
  }
}
