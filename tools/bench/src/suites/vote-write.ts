import { randomUUID } from 'node:crypto';
import { castVote } from '@foldline/voting/vote-statements';
import type { Request } from 'autocannon';
import { Pool } from 'pg';
import { generateCatalog } from '../catalog-dataset.ts';
import { requestsPerSecond } from '../http-load.ts';
import { medianRound, rounds } from '../median-round.ts';
import { startBareFastify, startService } from '../shop-service.ts';
import type { Suite } from '../suite.ts';

const seconds = 3;
const concurrency = 20;
const products = 1000;

/** A vote written through voting against the same statement on a bare pool, at the same concurrency. */
export const voteWrite: Suite = async ({ database, services, say }) => {
  const catalogUrl = await database('votes_catalog');
  const votesUrl = await database('votes');
  const catalog = await startService(services.catalog, {
    DATABASE_URL: catalogUrl,
    MIGRATE_ON_START: 'true',
    SEED_PRODUCTS: 'false',
  });
  const voting = await startService(services.voting, {
    DATABASE_URL: votesUrl,
    MIGRATE_ON_START: 'true',
    CATALOG_URL: catalog.url,
    RATE_LIMIT_VOTER_PER_MINUTE: '0',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '0',
    DATABASE_POOL_SIZE: String(concurrency),
  });
  const pool = new Pool({ connectionString: votesUrl, max: concurrency });
  try {
    const ids = await makeProducts(catalogUrl);
    say('votes, warming up');
    await throughVoting(voting.url, ids, 2);
    await throughPool(pool, ids, 1);
    const spread = await compare('votes spread over products', ids);
    const hot = await compare('votes for one product', ids.slice(0, 1));
    const emptyRequests = await throughBareFastify();
    return {
      title: 'Votes',
      figures: [
        {
          name: `\`PUT /api/products/{id}/vote\` over ${products} products against the same statement on a bare pool`,
          ...spread,
          target: { atLeast: 0.6 },
        },
        { name: 'the same, all votes for one product', ...hot },
      ],
      notes: [
        `${concurrency} at a time on both sides, ${rounds} rounds of ${seconds} s each, of which the one with the median ratio is shown; every vote is by a new voter, and every commit is durable.`,
        explainLimit(emptyRequests, spread.referenceRate),
        'Votes for one product queue for the lock of its tally, one commit after the other, with voting and without: that is the price of a tally that can never disagree with its votes.',
      ],
    };
  } finally {
    await pool.end();
    await Promise.all([voting.stop(), catalog.stop()]);
  }

  async function compare(what: string, ids: readonly string[]): Promise<Comparison> {
    const { ours, reference } = await medianRound({
      ours: () => throughVoting(voting.url, ids, seconds),
      reference: () => throughPool(pool, ids, seconds),
      say: (progress) => {
        say(`${what}, ${progress}`);
      },
    });
    return {
      ours: `${ours.toFixed(0)} votes/s`,
      reference: `${reference.toFixed(0)} votes/s`,
      referenceRate: reference,
      ratio: ours / reference,
    };
  }
};

interface Comparison {
  ours: string;
  reference: string;
  /** In votes per second. */
  referenceRate: number;
  ratio: number;
}

async function throughBareFastify(): Promise<number> {
  const bare = await startBareFastify();
  try {
    return await requestsPerSecond({ url: bare.url, connections: concurrency, duration: seconds });
  } finally {
    await bare.stop();
  }
}

// The reference has no HTTP at all. What it could reach with an HTTP server that does nothing else in front of it, on
// processors that are busy either way, is what one vote and one empty request take together.
function explainLimit(emptyRequests: number, votes: number): string {
  const together = 1 / (1 / emptyRequests + 1 / votes);
  return (
    `The reference sends no HTTP. Bare Fastify answers ${emptyRequests.toFixed(0)} empty requests/s here, so a vote ` +
    `behind one comes to ${together.toFixed(0)} votes/s on busy processors, a ratio of ${(together / votes).toFixed(2)}: ` +
    'the most that this comparison can show. A processor profile of voting under this load has no hot spot: it waits for ' +
    'PostgreSQL two fifths of the time; of the rest a fifth writes to sockets (answers and statements), and no ' +
    'other function takes more than 3 %. What is missing is the load generator, which shares the two processors here.'
  );
}

async function makeProducts(url: string): Promise<string[]> {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    await generateCatalog(pool, products);
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM products');
    return rows.map(({ id }) => id);
  } finally {
    await pool.end();
  }
}

function throughVoting(url: string, ids: readonly string[], duration: number): Promise<number> {
  const vote: Request = {
    method: 'PUT',
    setupRequest: (request) => ({
      ...request,
      path: `/api/products/${oneOf(ids)}/vote`,
      headers: { ...request.headers, 'x-voter-id': randomUUID() },
    }),
  };
  return requestsPerSecond({ url, connections: concurrency, duration, requests: [vote] });
}

async function throughPool(pool: Pool, ids: readonly string[], duration: number): Promise<number> {
  const startedAt = performance.now();
  const endsAt = startedAt + duration * 1000;
  let votes = 0;
  const voters = Array.from({ length: concurrency }, async () => {
    while (performance.now() < endsAt) {
      await pool.query({ ...castVote, values: [oneOf(ids), randomUUID()] });
      votes += 1;
    }
  });
  await Promise.all(voters);
  return votes / ((performance.now() - startedAt) / 1000);
}

function oneOf(ids: readonly string[]): string {
  return ids[Math.floor(Math.random() * ids.length)] ?? '';
}
