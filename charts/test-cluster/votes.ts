import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { get } from './http.ts';
import { send, type Ask } from '../src/load.ts';

/** Votes for one product, each by another voter. */
export interface Votes {
  /** Casts one. */
  ask: Ask;
  /** The voters whose votes were acknowledged. */
  acknowledged: string[];
  /** Those of them whose vote is not there. */
  lost(): Promise<string[]>;
}

/** Votes through a voting service for a product. */
export function castVotes(votingUrl: string, productId: string): Votes {
  const acknowledged: string[] = [];
  return {
    acknowledged,
    async ask(agent) {
      const voter = randomUUID();
      const url = `${votingUrl}/api/products/${productId}/vote`;
      const { status, body } = await send(agent, 'PUT', url, { 'x-voter-id': voter });
      if (status !== 200) throw new Error(`a vote was answered ${status}: ${body}`);
      acknowledged.push(voter);
    },
    async lost() {
      const lost: string[] = [];
      for (const voter of acknowledged) {
        if (!(await hasVoted(votingUrl, productId, voter))) lost.push(voter);
      }
      return lost;
    },
  };
}

/** Whether a voter's vote for a product is there. A database that has just changed hands is asked again. */
async function hasVoted(votingUrl: string, productId: string, voter: string): Promise<boolean> {
  const url = `${votingUrl}/api/votes?productIds=${productId}`;
  const answer = async (): Promise<boolean> => {
    const response = await get(url, { 'x-voter-id': voter });
    if (response.status !== 200) throw new Error(`whether ${voter} voted was answered ${response.status}`);
    const { items } = (await response.json()) as { items: { voted: boolean }[] };
    return items[0]?.voted === true;
  };
  return vi.waitFor(answer, { timeout: 60_000, interval: 200 });
}
