import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requestsPerSecond } from '../http-load.ts';
import { startBareFastify, startService } from '../shop-service.ts';
import { median } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const rounds = 5;
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
    const ours: number[] = [];
    const reference: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`hot list, round ${round} of ${rounds}`);
      ours.push(await requestsPerSecond({ url, ...load }));
      reference.push(await requestsPerSecond({ url: bare.url, ...load }));
    }
    return {
      title: 'Product list, hot',
      figures: [
        {
          name: '`GET /api/products` against bare Fastify sending the same bytes',
          ours: `${median(ours).toFixed(0)} requests/s`,
          reference: `${median(reference).toFixed(0)} requests/s`,
          ratio: median(ours.map((rate, round) => rate / (reference[round] ?? NaN))),
          target: { atLeast: 0.6 },
        },
      ],
      notes: [
        `${load.connections} connections, ${rounds} rounds of ${load.duration} s each, medians. The answer comes from the catalog's cache; request id, trace, metrics and the log line at info are all on.`,
      ],
    };
  } finally {
    await Promise.all([catalog.stop(), bare.stop(), rm(folder, { recursive: true })]);
  }
};
