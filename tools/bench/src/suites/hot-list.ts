import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requestsPerSecond } from '../http-load.ts';
import { medianRound, rounds } from '../median-round.ts';
import { startBareFastify, startService } from '../shop-service.ts';
import type { Suite } from '../suite.ts';

const load = { connections: 50, duration: 3 };

/** The catalog's product list, asked again and again, against Fastify alone that sends the same bytes. */
export const hotList: Suite = async ({ database, services, say }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const catalog = await startService(services.catalog, {
    DATABASE_URL: await database('hot_list'),
    MIGRATE_ON_START: 'true',
  });
  const url = `${catalog.url}/api/products?limit=24`;
  const body = path.join(folder, 'body.json');
  await writeFile(body, await (await fetch(url)).text());
  const bare = await startBareFastify({ BODY: body });
  try {
    const { ours, reference } = await medianRound({
      ours: () => requestsPerSecond({ url, ...load }),
      reference: () => requestsPerSecond({ url: bare.url, ...load }),
      say: (progress) => {
        say(`hot list, ${progress}`);
      },
    });
    return {
      title: 'Product list, hot',
      figures: [
        {
          name: '`GET /api/products` against bare Fastify sending the same bytes',
          ours: `${ours.toFixed(0)} requests/s`,
          reference: `${reference.toFixed(0)} requests/s`,
          ratio: ours / reference,
          target: { atLeast: 0.6 },
        },
      ],
      notes: [
        `${load.connections} connections, ${rounds} rounds of ${load.duration} s each, of which the one with the median ratio is shown. The answer comes from the catalog's cache; request id, trace, metrics and the log line at info are all on.`,
        'A processor profile of the catalog under this load has no hot spot: two fifths of the time the system takes the bytes, the same for both sides; the log line and the measurement of a request take a tenth, its context and trace a fortieth, and for an eighth of the time it waits for the load generator, which shares the two processors here. The rest is Fastify’s and Node.js’s own work for a request with hooks and headers.',
      ],
    };
  } finally {
    await Promise.all([catalog.stop(), bare.stop(), rm(folder, { recursive: true })]);
  }
};
