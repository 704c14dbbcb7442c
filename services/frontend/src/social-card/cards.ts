import { createHash } from 'node:crypto';
import { ServiceError } from '@foldline/service-kit/errors';
import { renderCard } from './render-card.ts';

/** Social cards as PNG files, rendered one at a time and kept. */
export interface Cards {
  /**
   * The card of an SVG document; those who ask for the same one at the same time share its rendering.
   *
   * @throws {ServiceError} `unavailable` if too many wait already
   */
  png(svg: string): Promise<Buffer>;
}

// A card has about 120 kB: 6 MB at most.
const maxKept = 50;
const maxWaiting = 10;
const retrySeconds = 5;

export function createCards(render: (svg: string) => Promise<Buffer> = renderCard): Cards {
  // In the order of their last use: a Map keeps the order of insertion.
  const kept = new Map<string, Promise<Buffer>>();
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function renderInTurn(svg: string): Promise<Buffer> {
    if (waiting >= maxWaiting) {
      throw new ServiceError('unavailable', 'Too many cards are being made. Try again in a moment.', {
        retryAfterSeconds: retrySeconds,
      });
    }
    waiting += 1;
    const rendering = last
      .then(() => render(svg))
      .finally(() => {
        waiting -= 1;
      });
    last = rendering.catch(() => undefined);
    return rendering;
  }

  return {
    async png(svg) {
      const key = createHash('sha256').update(svg).digest('base64');
      const card = kept.get(key) ?? renderInTurn(svg);
      kept.delete(key);
      kept.set(key, card);
      for (const oldest of kept.keys()) {
        if (kept.size <= maxKept) break;
        kept.delete(oldest);
      }
      try {
        return await card;
      } catch (error) {
        if (kept.get(key) === card) kept.delete(key);
        throw error;
      }
    },
  };
}
