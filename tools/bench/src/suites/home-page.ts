import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Figure } from '../figure.ts';
import { startHangingServer } from '../hanging-server.ts';
import { requestsPerSecond } from '../http-load.ts';
import { medianRound, rounds } from '../median-round.ts';
import { requestLatencies } from '../request-latency.ts';
import { startBareFastify, startService } from '../shop-service.ts';
import { median, percentile } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const load = { connections: 20, duration: 3 };
const samples = 300;
const budgetMs = 1000;

/** Complete home pages: how many, what the frontend adds to its calls, and what a backend that hangs costs. */
export const homePage: Suite = async ({ database, services, say }) => {
  const catalog = await startService(services.catalog, {
    DATABASE_URL: await database('home_catalog'),
    MIGRATE_ON_START: 'true',
  });
  const voting = await startService(services.voting, {
    DATABASE_URL: await database('home_voting'),
    MIGRATE_ON_START: 'true',
    CATALOG_URL: catalog.url,
  });
  const backends = { CATALOG_URL: catalog.url, VOTING_URL: voting.url };
  const recommendation = await startService(services.recommendation, backends);
  const hanging = await startHangingServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const whole = await withFrontend({ RECOMMENDATION_URL: recommendation.url }, async (url) => ({
      ...(await throughput(url)),
      ...(await overhead(url)),
    }));
    const halting = await withFrontend({ RECOMMENDATION_URL: hanging.url }, async (url) => {
      say('home page, with a backend that hangs');
      return percentile(await requestLatencies(repeated(`${url}/`)), 0.99);
    });
    return {
      title: 'Home page, with all its calls',
      figures: [
        whole.rate,
        whole.latency,
        {
          name: 'p99 while recommendation takes requests and never answers, against the budget of a page',
          ours: `${halting.toFixed(0)} ms`,
          reference: `${budgetMs} ms`,
          ratio: halting / budgetMs,
          target: { atMost: 1.1 },
        },
      ],
      notes: [
        `Pages per second: ${load.connections} connections, ${rounds} rounds of ${load.duration} s each, of which the one with the median ratio is shown; the frontend, three backends and PostgreSQL share the processors, and bare Fastify sends the same bytes with all of them to itself.`,
        `Latencies: one connection, ${samples} requests. Votes are asked for once the list is known, so the page waits for two calls in a row: catalog, then voting.`,
        'Of a backend that hangs the first pages wait out their budget; then its circuit breaker opens, and only the page that tries again waits.',
      ],
    };
  } finally {
    hanging.close();
    await Promise.all([
      recommendation.stop(),
      voting.stop(),
      catalog.stop(),
      rm(folder, { recursive: true }),
    ]);
  }

  async function withFrontend<Result>(
    env: Record<string, string>,
    measure: (url: string) => Promise<Result>,
  ): Promise<Result> {
    const frontend = await startService(services.frontend, {
      ...backends,
      ...env,
      PAGE_BUDGET_MS: String(budgetMs),
      COOKIE_SECRETS: 'a secret that signs benchmark cookies only',
    });
    try {
      return await measure(frontend.url);
    } finally {
      await frontend.stop();
    }
  }

  async function throughput(url: string): Promise<{ rate: Figure }> {
    const body = path.join(folder, 'home.html');
    await writeFile(body, await (await fetch(url)).text());
    const bare = await startBareFastify({ BODY: body });
    try {
      const { ours, reference } = await medianRound({
        ours: () => requestsPerSecond({ url, ...load }),
        reference: () => requestsPerSecond({ url: bare.url, ...load }),
        say: (progress) => {
          say(`home page, ${progress}`);
        },
      });
      return {
        rate: {
          name: 'complete home pages against bare Fastify sending the same bytes',
          ours: `${ours.toFixed(0)} pages/s`,
          reference: `${reference.toFixed(0)} requests/s`,
          ratio: ours / reference,
        },
      };
    } finally {
      await bare.stop();
    }
  }

  async function overhead(url: string): Promise<{ latency: Figure }> {
    say('home page, latencies');
    const list = `${catalog.url}/api/products?limit=12&include=categories`;
    const { items } = (await (await fetch(list)).json()) as { items: { id: string }[] };
    const calls = {
      catalog: list,
      voting: `${voting.url}/api/votes?productIds=${items.map(({ id }) => id).join(',')}`,
      recommendation: `${recommendation.url}/api/highlights`,
    };
    const page = median(await requestLatencies(repeated(`${url}/`)));
    const latencies: [string, number][] = [];
    for (const [name, call] of Object.entries(calls)) {
      latencies.push([name, median(await requestLatencies(repeated(call)))]);
    }
    const [slowest, milliseconds] = latencies.reduce((a, b) => (b[1] > a[1] ? b : a));
    return {
      latency: {
        name: `p50 of the page against its slowest call (${slowest})`,
        ours: `${page.toFixed(2)} ms`,
        reference: `${milliseconds.toFixed(2)} ms`,
        ratio: page / milliseconds,
      },
    };
  }
};

function repeated(url: string): string[] {
  return Array.from({ length: samples }, () => url);
}
