import { startStandIn, type StandIn } from '@foldline/service-kit/testing/stand-in';

/** Product ids with their votes, by window. */
export type Leaderboards = Record<'24h' | '7d' | '30d', Record<string, number>>;

export interface StandInVoting extends StandIn {
  leaderboards: Leaderboards;
}

/** A voting service that answers its leaderboards, and can fail. */
export async function startStandInVoting(leaderboards: Leaderboards): Promise<StandInVoting> {
  const standIn = await startStandIn((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://voting');
    if (pathname === '/livez') {
      response.end();
      return;
    }
    const window = searchParams.get('window') as keyof Leaderboards;
    const items = Object.entries(voting.leaderboards[window]).map(([productId, votes]) => ({
      productId,
      votes,
      rank: 1,
      previousRank: null,
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ window, asOf: '2026-11-24T12:00:00Z', items }));
  });
  const voting: StandInVoting = { ...standIn, leaderboards };
  return voting;
}
